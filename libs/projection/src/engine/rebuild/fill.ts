import { setImmediate as nextTurn } from 'node:timers/promises';
import { shardCount, type View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { slotsOfMany, WrittenKeys } from '../../journal/recent-keys.ts';
import { allShards, batchOfPage } from '../batch.ts';
import type { Build } from '../build.ts';
import { openBuild } from '../builds.ts';
import { catchUp, type ReadableLog } from '../catch-up.ts';
import { eventsIn } from '../log-length.ts';
import { wordsOf } from '../parking.ts';

/** A build to be made: its name must not be in use. */
export interface NewBuild {
  readonly view: View;
  readonly id: string;
}

/** How a filling ended: null, or what stopped this one. The others go on without it. */
export interface FilledBuild extends NewBuild {
  readonly error: string | null;
}

/** How far a long job is, in events of the log: `done` of `total`. */
export type OnStep = (done: number, total: number) => void;

export interface FillJob {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly builds: readonly NewBuild[];
  readonly signal?: AbortSignal;
  readonly onStep?: OnStep;
  /** Into how many groups the shards are divided, read one after another (default: by the length of the log). */
  readonly groups?: number;
  /**
   * How many documents may wait in memory to be written (default 30,000), and as many rows of each journal. Where there are more, documents
   * not touched for longest are written first: most of what a business does begins and ends within a few weeks of the log.
   */
  readonly heldMax?: number;
  /** Events a page (default 256). */
  readonly pageEvents?: number;
}

/** About so many events are folded in one go. Each group looks through the whole log, so that there had better be few. */
const eventsAGroup = 250_000;
const heldMaxDefault = 30_000;
/** Once too much is held, so much of it is let go of. */
const relieved = 0.25;
/** So few that a page's events are still in the processor's cache, and young in the heap, when the last view has folded them. */
const pageEventsDefault = 256;

/**
 * Makes builds from the log alone: a group of shards after another, so that each document is folded in memory and written about once; then
 * what was recorded meanwhile. When it resolves, the builds stand at the end of the log as it was a moment ago.
 */
export async function fillBuilds(job: FillJob): Promise<readonly FilledBuild[]> {
  const filling = new Filling(job, await job.log.head());
  await filling.open();
  // Rows are written as they come; only documents are held, and worth reading the log by groups.
  const groups = job.builds.some(({ view }) => view.kind === 'documents') ? groupsFor(await eventsIn(job.log), eventsAGroup) : 1;
  for (const group of shardGroups(job.groups ?? groups)) await filling.fillGroup(group);
  await filling.finish();
  return filling.outcome();
}

/** Divides the shards: as evenly as goes. */
export function shardGroups(groups: number): readonly (readonly number[])[] {
  const count = Math.min(Math.max(Math.trunc(groups), 1), shardCount);
  return Array.from({ length: count }, (_, group) => allShards.filter((shard) => shard % count === group));
}

/** Into how many groups a log of this length is divided, so that each has about so many events. */
export function groupsFor(events: number, eventsOfEach: number): number {
  return Math.min(Math.max(Math.ceil(events / eventsOfEach), 1), shardCount);
}

class Filling {
  readonly head: number;
  readonly #job: FillJob;
  readonly #open = new Map<string, Build>();
  readonly #errors = new Map<string, string>();
  readonly #keys = new WrittenKeys(slotsOfMany);
  #read = 0;
  /** So many positions back a document must have been touched to be kept in memory, as it was found out last. */
  #keptSpan: number;

  constructor(job: FillJob, head: number) {
    this.#job = job;
    this.head = head;
    this.#keptSpan = head;
  }

  async open(): Promise<void> {
    for (const { view, id } of this.#job.builds) {
      await this.#guard(id, async () => {
        this.#open.set(id, await openBuild(this.#job.store, view, id, { fresh: true, cacheMax: 0, keys: this.#keys }));
      });
    }
  }

  async fillGroup(group: readonly number[]): Promise<void> {
    const { log, signal, pageEvents = pageEventsDefault } = this.#job;
    const shards = group.length < shardCount ? new Set(group) : undefined;
    const types = new Set([...this.#open.values()].flatMap((build) => build.view.handles));
    let after = 0;
    while (after < this.head) {
      signal?.throwIfAborted();
      const page = await log.readAll({ after, limit: pageEvents, types, ...(shards ? { shards } : undefined) });
      const batch = batchOfPage(page, group);
      await this.#each((build) => build.fold(batch));
      await this.#relieve(page.position);
      this.#step((Math.min(page.position, this.head) - after) * (group.length / shardCount));
      after = page.position;
      if (page.atEnd) break;
      await nextTurn();
    }
    await this.#each((build) => build.flush('all'));
  }

  /** Opens the builds to others, and folds what was recorded while they were filled. */
  async finish(): Promise<void> {
    const { log, signal } = this.#job;
    await this.#each((build) => build.finishLoad());
    await this.#each((build) => catchUp(signal ? { log, builds: [build], signal } : { log, builds: [build] }));
    await this.#each((build) => build.flush('all'));
    this.#step(this.head - this.#read);
  }

  /**
   * Where more is held than may be, has written what was not touched for longest, of all views alike: what is touched again is then loaded
   * and written again, and the views have their documents touched at very different intervals.
   */
  async #relieve(position: number): Promise<void> {
    const { heldMax = heldMaxDefault } = this.#job;
    await this.#each(async (build) => {
      if (build.view.kind === 'journal' && build.heldCount > heldMax) await build.relieve(position);
    });
    if (this.#documentsHeld() <= heldMax) return;
    for (
      let span = Math.min(this.#keptSpan * 2, position);
      this.#documentsHeld() > heldMax * (1 - relieved);
      span = Math.floor(span * 0.7)
    ) {
      this.#keptSpan = Math.max(span, 1);
      await this.#each(async (build) => {
        if (build.view.kind === 'documents') await build.relieve(position - span);
      });
    }
  }

  #documentsHeld(): number {
    let held = 0;
    for (const build of this.#open.values()) if (build.view.kind === 'documents') held += build.heldCount;
    return held;
  }

  outcome(): readonly FilledBuild[] {
    return this.#job.builds.map(({ view, id }) => ({ view, id, error: this.#errors.get(id) ?? null }));
  }

  async #each(work: (build: Build) => Promise<void>): Promise<void> {
    for (const [id, build] of this.#open) await this.#guard(id, () => work(build));
  }

  async #guard(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#job.signal?.throwIfAborted();
      this.#open.delete(id);
      this.#errors.set(id, wordsOf(error));
    }
  }

  #step(events: number): void {
    this.#read += events;
    this.#job.onStep?.(Math.round(this.#read), this.head);
  }
}
