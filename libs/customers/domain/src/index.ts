export * from './attributes.ts';
export * from './customer.ts';
export * from './merges.ts';
export * from './refusals.ts';
