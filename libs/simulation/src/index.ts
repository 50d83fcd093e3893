export * from './act.ts';
export * from './random.ts';
export * from './simulate.ts';
