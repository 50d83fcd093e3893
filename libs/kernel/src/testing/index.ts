export * from './decider-specification.ts';
export * from './recorded.ts';
export * from './view-specification.ts';
