export { openSqliteEventStore, type SqliteEventStore, type SqliteStoreOptions } from './event-store.ts';
export type { WriterSettings } from './log-file.ts';
export { type LogReaderOptions, openSqliteLogReader } from './log-reader.ts';
export { backUpLog, type LogRestore, restoreLog, verifyLog, type WithProgress } from './maintenance.ts';
export type { LogSummary, MaintenanceProgress } from './maintenance-protocol.ts';
export { type FolderOwnership, ownFolder } from './ownership.ts';
export type { WriterCounters } from './writer-client.ts';
