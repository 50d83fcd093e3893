export { openEventStoreDb } from './event-store.ts';
export { type MigratedLog, migrateLog, type MigrationOptions } from './migration.ts';
export type { EventStoreDbOptions, Waits } from './settings.ts';
