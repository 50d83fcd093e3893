export { type MongoReadStoreOptions, openMongoReadStore } from './mongo-read-store.ts';
