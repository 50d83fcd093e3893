import type { JournalView, RecordedEvent } from '@zongheng/kernel';
import type { JournalStore, ParkedKey } from '@zongheng/read-store';
import { wordsOf } from '../parking.ts';
import { journalSpecOf } from '../journals/journal-build.ts';
import { rowText, rowTexts } from '../journals/row-text.ts';
import { type Finding, Tally } from './finding.ts';
import { readPinned, verifyGroups, type VerifyJob } from './verify-job.ts';

/**
 * Holds the rows of a journal against what the events of the log contribute, as far as each shard was folded at the start. Rows are
 * compared in one order, whatever segments they stand in. Memory is bounded by a group of shards.
 */
export async function verifyJournal(job: VerifyJob, view: JournalView): Promise<Finding> {
  const store = await job.store.journal(journalSpecOf(view, job.build));
  const checkpoints = await job.store.checkpoints(job.build);
  const tails = checkpoints.map(({ position }) => position);
  const parked = checkpoints.flatMap((checkpoint) => checkpoint.parked);
  const types = new Set(view.handles);
  const tally = new Tally();
  for (const { shards, onPart } of await verifyGroups(job)) {
    const group = new Map(shards.map((shard) => [shard, new VerifiedRows(view, parked, tails[shard] ?? 0)]));
    const upTo = Math.max(...shards.map((shard) => tails[shard] ?? 0));
    await readPinned(job, { shards, types, after: 0, upTo, onPart }, (shard, event) => group.get(shard)?.contribute(event));
    for (const shard of shards) {
      const verified = group.get(shard);
      if (!verified) continue;
      tellRows(tally, shard, await storedRows(store, view, shard, tails[shard] ?? 0), verified.inOrder());
      if (verified.failure) tally.differ({ shard, where: verified.failure.id, live: null, folded: verified.failure.error });
      group.delete(shard);
    }
  }
  return tally.finding(view.name, job.build, { leftOut: 0, parkedKeys: parked.length });
}

/** The rows of a shard up to a position, each as one text, in one order. */
export async function storedRows(store: JournalStore, view: JournalView, shard: number, upTo: number): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const segment of await store.read(shard, 0)) {
    for (const text of rowTexts(view, segment.bytes, upTo)) rows.push(text);
  }
  return rows.sort();
}

/** Tells a tally the rows of both sides: the same rows the same number of times are equal. */
export function tellRows(tally: Tally, shard: number, live: readonly string[], folded: readonly string[]): void {
  for (let one = 0, other = 0; one < live.length || other < folded.length;) {
    const left = live[one] ?? null;
    const right = folded[other] ?? null;
    const isLeft = right === null || (left !== null && left <= right);
    const isRight = left === null || (right !== null && right <= left);
    tally.add(shard, '', isLeft ? left : null, isRight ? right : null);
    if (isLeft) one += 1;
    if (isRight) other += 1;
  }
}

/** What a shard's events contribute, but for what the build has parked. */
class VerifiedRows {
  failure: { readonly id: string; readonly error: string } | null = null;
  readonly #view: JournalView;
  readonly #tail: number;
  readonly #parked: ReadonlyMap<string, ParkedKey>;
  readonly #failed = new Set<string>();
  readonly #rows: string[] = [];

  constructor(view: JournalView, parked: readonly ParkedKey[], tail: number) {
    this.#view = view;
    this.#tail = tail;
    this.#parked = new Map(parked.map((key) => [key.orderingKey, key]));
  }

  contribute(event: RecordedEvent): void {
    if (event.position > this.#tail || this.#failed.has(event.orderingKey)) return;
    const parked = this.#parked.get(event.orderingKey);
    if (parked && event.position >= parked.firstPosition) return;
    try {
      for (const contribution of this.#view.contribute(event)) this.#rows.push(rowText(this.#view, event.position, contribution));
    } catch (error) {
      this.#failed.add(event.orderingKey);
      this.failure ??= { id: event.id, error: `the fold fails: ${wordsOf(error)}` };
    }
  }

  inOrder(): readonly string[] {
    return this.#rows.sort();
  }
}
