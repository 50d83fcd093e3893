export * from './documents.ts';
export * from './journals.ts';
export * from './read-store.ts';
