import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLog } from '@zongheng/event-store';
import { shardCount } from '@zongheng/kernel';
import { allShards, batchOfPage } from './batch.ts';
import type { Build } from './build.ts';

/** What a catch-up reads from. */
export type ReadableLog = Pick<EventLog, 'readAll' | 'head'>;

export interface CatchUp {
  readonly log: ReadableLog;
  readonly builds: readonly Build[];
  /** Which shards are folded (default all): others' are left to them. */
  readonly shards?: readonly number[];
  /** Where to stop at the latest; without it, at the end of the log as it stands then. */
  readonly upTo?: number;
  /** Events a page (default 1,000). */
  readonly pageEvents?: number;
  readonly signal?: AbortSignal;
  /** After each page: up to where the builds are folded now. */
  readonly onPage?: (position: number) => void;
}

/** Folds the log onto builds from where the hindmost stands, straight from the store. Between pages others get the event loop. */
export async function catchUp({ log, builds, shards = allShards, upTo, pageEvents = 1_000, signal, onPage }: CatchUp): Promise<void> {
  const types = new Set(builds.flatMap((build) => build.view.handles));
  const only = shards.length < shardCount ? { shards: new Set(shards) } : undefined;
  let after = lowestOf(builds, shards);
  while (after < (upTo ?? Number.POSITIVE_INFINITY)) {
    signal?.throwIfAborted();
    const page = await log.readAll({ after, limit: pageEvents, types, ...only });
    const batch = batchOfPage(page, shards);
    for (const build of builds) await build.apply(batch);
    after = page.position;
    onPage?.(after);
    if (page.atEnd) return;
    await nextTurn();
  }
}

/** How far the hindmost of some builds is in some shards; without end where there is neither. */
export function lowestOf(builds: readonly Build[], shards: readonly number[]): number {
  return Math.min(...builds.flatMap((build) => shards.map((shard) => build.positions[shard] ?? 0)));
}
