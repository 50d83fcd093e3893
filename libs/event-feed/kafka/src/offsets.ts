import type { EventLog } from '@zongheng/event-store';
import type { Admin } from 'kafkajs';

/** Where reading starts in a partition, and whether anything stands there yet. */
export interface Start {
  readonly offset: string;
  readonly atEnd: boolean;
}

/**
 * The offsets at or below which the events after given positions begin. A message carries the instant its event was recorded, which never runs
 * backwards along positions; so Kafka's index of time finds it, without Kafka knowing of positions.
 */
export async function startsOf(
  admin: Admin,
  topic: string,
  log: EventLog,
  after: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, Start>> {
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => [partition, { low, high }]));
  const starts = new Map<number, Start>();
  for (const [partition, position] of after) {
    const { low = '0', high = '0' } = ends.get(partition) ?? {};
    const offset = position === 0 ? low : ((await offsetAt(admin, topic, log, partition, position)) ?? high);
    starts.set(partition, { offset, atEnd: offset === high });
  }
  return starts;
}

/** Null where nothing so late is published yet. */
async function offsetAt(admin: Admin, topic: string, log: EventLog, partition: number, position: number): Promise<string | null> {
  const { events } = await log.readAll({ after: position - 1, limit: 1 });
  const recordedAt = events[0]?.recordedAt;
  if (recordedAt === undefined) return null;
  const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, Date.parse(recordedAt));
  return offsets.find((each) => each.partition === partition)?.offset ?? null;
}
