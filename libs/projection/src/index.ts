export * from './journal/index.ts';
