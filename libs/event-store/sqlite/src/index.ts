export * from './event-store.ts';
export { type FolderOwnership, ownFolder } from './ownership.ts';
