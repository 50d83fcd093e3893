export * from './engine/index.ts';
export * from './journal/index.ts';
