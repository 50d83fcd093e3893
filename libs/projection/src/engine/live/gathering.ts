import type { FeedBatch } from '@zongheng/event-feed';

/** A batch of fewer events is followed by the next at once. */
const muchEvents = 16;
/** So much later, in ms, things are seen under load. */
const gatherMsMax = 25;

/**
 * How long events are let come together before the next batch, in ms: after a batch that took some time, about as long again. Under load, one
 * batch twice as large costs far less than two: each view has its transaction once, and documents and pages that change again are written
 * once. Nothing is waited for where little comes, nor where the log is ahead by a whole page already.
 */
export function gatherMs({ events, caughtUp }: Pick<FeedBatch, 'events' | 'caughtUp'>, tookMs: number): number {
  return events.length < muchEvents || !caughtUp ? 0 : Math.min(tookMs, gatherMsMax);
}
