import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentView, JournalView, View } from '@zongheng/kernel';
import type { Checkpoint, DocumentCollection, FoldedDocument, ParkedKey, ReadStore } from '@zongheng/read-store';
import { allShards } from '../batch.ts';
import { collectionSpecOf } from '../documents/stored-form.ts';
import { journalSpecOf } from '../journals/journal-build.ts';
import { inKeyOrder, scanned, textOf } from './document-text.ts';
import { type Finding, Tally } from './finding.ts';
import { storedRows, tellRows } from './verify-journal.ts';

export interface CompareJob {
  readonly store: ReadStore;
  readonly view: View;
  /** The build readers are served, and the one to take its place. Both are being written by a projector. */
  readonly live: string;
  readonly rebuilt: string;
  readonly signal?: AbortSignal;
  /** How long a document may take to reach the same position in both builds, in ms (default 30,000). */
  readonly settleMs?: number;
}

/** Whether two builds of one version hold the same, to the byte, while both are written on: `folded` is the rebuilt one. */
export function compareBuilds(job: CompareJob): Promise<Finding> {
  return job.view.kind === 'documents' ? compareDocuments(job, job.view) : compareJournals(job, job.view);
}

async function compareDocuments(job: CompareJob, view: DocumentView): Promise<Finding> {
  const { store } = job;
  const live = await store.collection(collectionSpecOf(view, job.live));
  const rebuilt = await store.collection(collectionSpecOf(view, job.rebuilt));
  const tally = new Tally();
  const parkedKeys = tellParked(tally, await parkedOf(store, job.live), await parkedOf(store, job.rebuilt));
  for (const shard of allShards) {
    job.signal?.throwIfAborted();
    const ours = await textsOf(live, shard);
    const theirs = await textsOf(rebuilt, shard);
    const keys = inKeyOrder(new Set([...ours.keys(), ...theirs.keys()]));
    const unlike = keys.filter((key) => ours.get(key) !== theirs.get(key));
    for (const [key, [one, other]] of await settled(job, { live, rebuilt, shard, keys: unlike })) {
      if (one !== null) ours.set(key, one);
      if (other !== null) theirs.set(key, other);
    }
    for (const key of keys) tally.add(shard, key, ours.get(key) ?? null, theirs.get(key) ?? null);
  }
  return tally.finding(view.name, job.live, { leftOut: 0, parkedKeys });
}

interface Unlike {
  readonly live: DocumentCollection;
  readonly rebuilt: DocumentCollection;
  readonly shard: number;
  readonly keys: readonly string[];
}

/**
 * Documents that were read at two moments may merely stand at two positions. They are read again until both builds have folded as far as
 * the further of the two: what differs then, differs.
 */
async function settled(
  job: CompareJob,
  { live, rebuilt, shard, keys }: Unlike,
): Promise<Map<string, readonly [string | null, string | null]>> {
  const texts = new Map<string, readonly [string | null, string | null]>();
  const pauseMs = 50;
  let waiting = keys;
  for (let waitedMs = 0; waiting.length > 0; waitedMs += pauseMs) {
    const reached = await lowestOf(job, shard);
    const ours = await live.get(waiting);
    const theirs = await rebuilt.get(waiting);
    const isLast = waitedMs >= (job.settleMs ?? 30_000);
    const moving: string[] = [];
    for (const key of waiting) {
      const [one, other] = [ours.get(key), theirs.get(key)];
      const isSettled = sameText(one, other) || Math.max(one?.position ?? 0, other?.position ?? 0) <= reached;
      if (isSettled || isLast) texts.set(key, [one ? textOf(one) : null, other ? textOf(other) : null]);
      else moving.push(key);
    }
    waiting = moving;
    if (waiting.length > 0) await pause(pauseMs, undefined, job.signal ? { signal: job.signal } : undefined);
  }
  return texts;
}

async function lowestOf({ store, live, rebuilt }: CompareJob, shard: number): Promise<number> {
  const at = (checkpoints: readonly Checkpoint[]) => checkpoints[shard]?.position ?? 0;
  return Math.min(at(await store.checkpoints(live)), at(await store.checkpoints(rebuilt)));
}

function sameText(one: FoldedDocument | undefined, other: FoldedDocument | undefined): boolean {
  return one !== undefined && other !== undefined && textOf(one) === textOf(other);
}

async function textsOf(collection: DocumentCollection, shard: number): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const document of scanned(collection, shard)) texts.set(document.key, textOf(document));
  return texts;
}

async function compareJournals(job: CompareJob, view: JournalView): Promise<Finding> {
  const live = await job.store.journal(journalSpecOf(view, job.live));
  const rebuilt = await job.store.journal(journalSpecOf(view, job.rebuilt));
  const tally = new Tally();
  const [ours, theirs] = [await job.store.checkpoints(job.live), await job.store.checkpoints(job.rebuilt)];
  const parkedKeys = tellParked(
    tally,
    ours.flatMap(({ parked }) => parked),
    theirs.flatMap(({ parked }) => parked),
  );
  for (const shard of allShards) {
    job.signal?.throwIfAborted();
    const upTo = Math.min(ours[shard]?.position ?? 0, theirs[shard]?.position ?? 0);
    tellRows(tally, shard, await storedRows(live, view, shard, upTo), await storedRows(rebuilt, view, shard, upTo));
  }
  return tally.finding(view.name, job.live, { leftOut: 0, parkedKeys });
}

async function parkedOf(store: ReadStore, build: string): Promise<readonly ParkedKey[]> {
  return (await store.checkpoints(build)).flatMap((checkpoint) => checkpoint.parked);
}

/** Builds that do not park the same keys differ: one of them was released, or folds otherwise. */
function tellParked(tally: Tally, live: readonly ParkedKey[], rebuilt: readonly ParkedKey[]): number {
  const said = (parked: readonly ParkedKey[]) =>
    new Map(parked.map((key) => [key.orderingKey, `parked from position ${key.firstPosition}`]));
  const [ours, theirs] = [said(live), said(rebuilt)];
  const shards = new Map([...live, ...rebuilt].map((key) => [key.orderingKey, key.shard]));
  for (const [orderingKey, shard] of shards) {
    const [one, other] = [ours.get(orderingKey) ?? null, theirs.get(orderingKey) ?? null];
    if (one !== other) tally.differ({ shard, where: orderingKey, live: one, folded: other });
  }
  return live.length;
}
