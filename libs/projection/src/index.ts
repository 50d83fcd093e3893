export * from './engine/index.ts';
export * from './journal/index.ts';
export * from './serving/index.ts';
