export * from './encoding.ts';
export * from './errors.ts';
export * from './event-store.ts';
export * from './follow.ts';
export * from './limit.ts';
export * from './log-tail.ts';
export * from './memory-event-store.ts';
export * from './recorded-clock.ts';
