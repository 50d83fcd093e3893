export { openSqliteReadStore, type SqliteReadStoreOptions } from './sqlite-read-store.ts';
export { type WalLimits, walLimits } from './wal/wal-mover.ts';
