import type { ReadableLog } from './catch-up.ts';

/** So many events tell how close together positions are. */
const lookedAt = 256;

/**
 * About how many positions apart two events are in a log: one where each position is an event's, hundreds where positions are places in a file. What
 * is bounded by a number of events is bounded by so many times as many positions.
 */
export async function positionsAnEvent(log: Pick<ReadableLog, 'readAll'>): Promise<number> {
  const { events } = await log.readAll({ after: 0, limit: lookedAt });
  const last = events.at(-1);
  return last ? Math.max(last.position / events.length, 1) : 1;
}

/** About how many events a log holds. */
export async function eventsIn(log: ReadableLog): Promise<number> {
  return Math.round((await log.head()) / (await positionsAnEvent(log)));
}
