export { type SqliteReadStoreOptions, openSqliteReadStore } from './sqlite-read-store.ts';
