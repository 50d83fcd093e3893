import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { allShards } from '../batch.ts';
import { openBuild } from '../builds.ts';
import { catchUp, type ReadableLog } from '../catch-up.ts';

export interface ReachServed {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly view: View;
  readonly build: string;
  /** The build that is served; null where there is none of this version: then the end of the log is to be reached. */
  readonly served: string | null;
  readonly signal: AbortSignal;
  /** How long the projectors are given to take the build into their care, in ms (default 5,000). */
  readonly patienceMs?: number;
}

const lookMs = 50;

/**
 * Resolves when a build that is being brought live has come as far as the one that is served, in every shard: no reader is set back. Shards that no
 * projector takes in time are caught up here; where one comes meanwhile after all, the two fold the same, and what is stored first holds.
 */
export async function reachServed({ log, store, view, build, served, signal, patienceMs = 5_000 }: ReachServed): Promise<void> {
  const positionsOf = async (id: string): Promise<readonly number[]> => (await store.checkpoints(id)).map(({ position }) => position);
  // The filling has saved how far it came, but said it to nobody.
  const say = async (): Promise<void> => store.reach([build], new Map((await positionsOf(build)).entries()));
  const head = served === null ? await log.head() : 0;
  const wanted = served === null ? allShards.map(() => head) : await positionsOf(served);
  let behind = allShards;
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += lookMs) {
    const reached = await positionsOf(build);
    behind = behind.filter((shard) => (reached[shard] ?? 0) < (wanted[shard] ?? 0));
    if (behind.length === 0) return say();
    await pause(lookMs, undefined, { signal });
  }
  const own = await openBuild(store, view, build, { marksApart: true });
  await catchUp({ log, builds: [own], shards: behind, upTo: Math.max(...behind.map((shard) => wanted[shard] ?? 0)), signal });
  await store.reach([build], new Map(behind.map((shard) => [shard, own.positions[shard] ?? 0])));
  await say();
}
