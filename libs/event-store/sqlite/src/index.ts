export { openSqliteEventStore, type SqliteEventStore, type SqliteStoreOptions } from './event-store.ts';
export type { WriterSettings } from './log-file.ts';
export { type LogReaderOptions, openSqliteLogReader } from './log-reader.ts';
export { type FolderOwnership, ownFolder } from './ownership.ts';
export type { WriterCounters } from './writer-client.ts';
