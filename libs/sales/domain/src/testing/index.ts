export * from './books.ts';
export * from './opportunity-commands.ts';
export * from './people.ts';
export * from './random-story.ts';
export * from './story.ts';
