export * from './contract-commands.ts';
export * from './months.ts';
export * from './people.ts';
export * from './random-life.ts';
export * from './story.ts';
