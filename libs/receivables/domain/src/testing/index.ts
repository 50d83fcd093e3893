export * from './books.ts';
export * from './commands.ts';
export * from './random-account.ts';
export * from './story.ts';
