export * from './act.ts';
export * from './by-month.ts';
export * from './random.ts';
export * from './simulate.ts';
