export * from './in-process-feed.ts';
