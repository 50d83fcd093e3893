import type { Instant } from '@zongheng/kernel';

/** Reads a clock for `recordedAt`, which never runs backwards along the log, whatever the clock does. */
export function recordedClock(clock: () => Instant, last: Instant | undefined): () => Instant {
  let latest = last;
  return () => {
    const now = clock();
    if (latest === undefined || now > latest) latest = now;
    return latest;
  };
}
