export * from './commands.ts';
export * from './decide.ts';
export * from './facts.ts';
export * from './lines.ts';
export * from './number.ts';
export * from './refusals.ts';
export * from './split-profile.ts';
export * from './state.ts';
