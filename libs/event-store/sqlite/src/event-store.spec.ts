import { eventStoreContract } from '@zongheng/event-store/contract';
import { openSqliteEventStore } from './event-store.ts';
import { temporaryFolders } from './testing/folders.ts';

const folders = temporaryFolders();

eventStoreContract('SQLite', ({ clock }) => openSqliteEventStore({ folder: folders.make(), clock }));
