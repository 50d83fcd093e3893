import { eventStoreContract } from './contract/index.ts';
import { memoryEventStore } from './memory-event-store.ts';

eventStoreContract('memory', async ({ clock }) => memoryEventStore({ clock }));
