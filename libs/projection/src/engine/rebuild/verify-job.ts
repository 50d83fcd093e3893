import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { ReadableLog } from '../catch-up.ts';
import { eventsIn } from '../log-length.ts';
import { groupsFor, type OnStep, shardGroups } from './fill.ts';

export interface VerifyJob {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly build: string;
  /** Into how many groups the shards are divided, verified one after another (default: by the length of the log). */
  readonly groups?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: OnStep;
}

/** What about so many events make of a view is held in memory, whole: nothing of it may be let go before it is compared. */
const eventsAGroup = 60_000;

export interface VerifyGroup {
  readonly shards: readonly number[];
  /** Tells how much of this group's reading is done, from 0 to 1. */
  readonly onPart: (part: number) => void;
}

/** The groups to verify, and the steps that each one's reading makes. */
export async function verifyGroups(job: VerifyJob): Promise<readonly VerifyGroup[]> {
  const head = await job.log.head();
  const groups = shardGroups(job.groups ?? groupsFor(await eventsIn(job.log), eventsAGroup));
  return groups.map((shards, index) => ({
    shards,
    onPart: (part) => job.onStep?.(Math.round(((index + part) / groups.length) * head), head),
  }));
}

export interface PinnedRead {
  readonly shards: readonly number[];
  readonly types: ReadonlySet<string>;
  readonly after: number;
  readonly upTo: number;
  readonly onPart?: (part: number) => void;
}

/** Reads the events of some shards and types up to a position (some beyond it may be told too). */
export async function readPinned(job: VerifyJob, read: PinnedRead, tell: (shard: number, event: RecordedEvent) => void): Promise<void> {
  const shards = new Set(read.shards);
  for (let after = read.after; after < read.upTo;) {
    job.signal?.throwIfAborted();
    const page = await job.log.readAll({ after, limit: 2_000, shards, types: read.types });
    for (const event of page.events) tell(shardOf(event.orderingKey), event);
    after = page.position;
    read.onPart?.(Math.min(after / read.upTo, 1));
    if (page.atEnd) return;
    await nextTurn();
  }
}
