import type { HeapBounds } from './start-thread.ts';

const oldMbBase = 256;
const oldMbAMillion = 24;
/** Twice of what is usual: most of what a job makes of an event is garbage by the next page, and is not copied where that comes before a collection. */
const youngMb = 96;

/**
 * The heap that a job over so many events may have. A thread that could take all memory there is would fill it with garbage before it collected
 * any. What a job holds is bounded, but for the keys that it has met: so much for itself, and so much for each million events.
 */
export function heapOfJob(events: number): HeapBounds {
  return { oldMb: oldMbBase + Math.ceil(events / 1_000_000) * oldMbAMillion, youngMb };
}
