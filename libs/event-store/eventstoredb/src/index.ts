export { openEventStoreDb } from './event-store.ts';
export type { EventStoreDbOptions, Waits } from './settings.ts';
