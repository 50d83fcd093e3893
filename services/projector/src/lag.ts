import type { Partitions } from '@zongheng/event-feed';
import type { EventLog } from '@zongheng/event-store';
import { shardCount, type View } from '@zongheng/kernel';
import type { Build } from '@zongheng/projection';

/** How far one view is behind the log in the shards of one partition. */
export interface Lag {
  readonly view: string;
  readonly partition: number;
  /** About how many events it has yet to fold. */
  readonly events: number;
  /** How long ago the first of them was recorded. */
  readonly seconds: number;
}

export interface LagOf {
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly partitions: Partitions;
  readonly builds: readonly { readonly view: Pick<View, 'name'>; readonly build: Pick<Build, 'positions'> | null }[];
  readonly nowMs: number;
  /** About how many positions apart events are. */
  readonly apart: number;
}

/** How far views are behind, by partition. Most are equally far: the log is asked once for each place where some stand. */
export async function lagsOf({ log, partitions, builds, nowMs, apart }: LagOf): Promise<readonly Lag[]> {
  const head = await log.head();
  const lags: Lag[] = [];
  for (const [partition, shards] of partitions) {
    const waiting = new Map<number, Promise<number | null>>();
    for (const { view, build } of builds) {
      if (!build) continue;
      const at = Math.min(...shards.map((shard) => build.positions[shard] ?? 0));
      const since = waiting.get(at) ?? sinceMs(log, shards, at);
      waiting.set(at, since);
      const recordedAt = await since;
      const events = recordedAt === null ? 0 : Math.max(1, Math.round(((head - at) / apart) * (shards.length / shardCount)));
      const seconds = recordedAt === null ? 0 : Math.max(0, nowMs - recordedAt) / 1_000;
      lags.push({ view: view.name, partition, events, seconds });
    }
  }
  return lags;
}

/** When the first event of some shards after a position was recorded; null where there is none. */
async function sinceMs(log: LagOf['log'], shards: readonly number[], after: number): Promise<number | null> {
  const { events } = await log.readAll({ after, limit: 1, shards: new Set(shards) });
  const [first] = events;
  return first ? Date.parse(first.recordedAt) : null;
}
