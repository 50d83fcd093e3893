export * from './decider-specification.ts';
export * from './people.ts';
export * from './recorded.ts';
export * from './streams.ts';
export * from './view-specification.ts';
