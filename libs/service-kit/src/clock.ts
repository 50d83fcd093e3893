import type { Instant } from '@zongheng/kernel';

/** The wall clock, read here and nowhere else. */
export const wallClock = (): Instant => new Date().toISOString() as Instant;
