import type { DocumentView, RecordedEvent } from '@zongheng/kernel';
import type { Checkpoint, DocumentCollection, FoldedDocument } from '@zongheng/read-store';
import { collectionSpecOf } from '../documents/stored-form.ts';
import { inKeyOrder, replayedText, scanned, textOf } from './document-text.ts';
import { type Finding, Tally } from './finding.ts';
import { Replay } from './replay.ts';
import { type PinnedRead, readPinned, verifyGroups, type VerifyJob } from './verify-job.ts';

/**
 * Holds the stored documents against the pure fold of the log, to the byte. Events may keep coming: each document is compared as of the
 * position it is stored with. The fold goes up to where the build stood at the start; a document that has moved on since is folded on up to
 * its own position. Memory is bounded by a group of shards.
 */
export async function verifyDocuments(job: VerifyJob, view: DocumentView): Promise<Finding> {
  const collection = await job.store.collection(collectionSpecOf(view, job.build));
  const pins = await job.store.checkpoints(job.build);
  const types = new Set(view.handles);
  const tally = new Tally();
  let leftOut = 0;
  for (const { shards, onPart } of await verifyGroups(job)) {
    const group = new Map(shards.map((shard) => [shard, new VerifiedShard(view, shard, pins[shard])]));
    const upTo = Math.max(...[...group.values()].map(({ pin }) => pin));
    await readPinned(job, { shards, types, after: 0, upTo, onPart }, (shard, event) => group.get(shard)?.foldToPin(event));
    for (const verified of group.values()) {
      await verified.compare(collection, (read, fold) => readPinned(job, { ...read, types }, (_, event) => fold(event)));
      leftOut += verified.tell(tally);
      group.delete(verified.shard);
    }
  }
  const parkedKeys = pins.reduce((sum, pin) => sum + pin.parked.length, 0);
  return tally.finding(view.name, job.build, { leftOut, parkedKeys });
}

type ReadOn = (read: Omit<PinnedRead, 'types'>, fold: (event: RecordedEvent) => void) => Promise<void>;

/** One shard of the documents: the fold up to its pin, what is stored, and what each comparison said. */
class VerifiedShard {
  readonly shard: number;
  /** How far the shard was folded when the verification began. */
  readonly pin: number;
  readonly #replay: Replay;
  /** By key: what is stored, and what should be. */
  readonly #judged = new Map<string, readonly [string, string | null]>();

  constructor(view: DocumentView, shard: number, checkpoint: Checkpoint | undefined) {
    this.shard = shard;
    this.pin = checkpoint?.position ?? 0;
    this.#replay = new Replay(view, checkpoint?.parked ?? []);
  }

  foldToPin(event: RecordedEvent): void {
    if (event.position <= this.pin) this.#replay.fold(event);
  }

  async compare(collection: DocumentCollection, readOn: ReadOn): Promise<void> {
    const ahead = new Map<string, FoldedDocument>();
    for await (const document of scanned(collection, this.shard)) {
      if (document.position > this.pin) ahead.set(document.key, document);
      else this.#judge(document);
    }
    if (ahead.size === 0) return;
    const upTo = Math.max(...[...ahead.values()].map(({ position }) => position));
    await readOn({ shards: [this.shard], after: this.pin, upTo }, (event) => this.#foldOn(event, ahead));
    // What is left has a position at which nothing was folded into it: it differs.
    for (const document of ahead.values()) this.#judge(document);
  }

  /** Tells the tally everything in the order of keys; answers how many documents were left out. */
  tell(tally: Tally): number {
    const { failure, documents, unjudged } = this.#replay;
    let leftOut = 0;
    for (const key of inKeyOrder(new Set([...this.#judged.keys(), ...documents.keys()]))) {
      if (unjudged.has(key)) {
        leftOut += 1;
        continue;
      }
      const folded = documents.get(key);
      const [live, expected] = this.#judged.get(key) ?? [null, folded ? replayedText(folded) : null];
      tally.add(this.shard, key, live, expected);
    }
    if (failure) tally.differ({ shard: this.shard, where: failure.event.id, live: null, folded: `the fold fails: ${failure.error}` });
    return leftOut;
  }

  /** Folds an event beyond the pin into the documents that have moved on, and compares those stored with its position. */
  #foldOn(event: RecordedEvent, ahead: Map<string, FoldedDocument>): void {
    if (event.position <= this.pin) return;
    this.#replay.fold(event, ahead);
    for (const document of ahead.values()) {
      if (document.position !== event.position) continue;
      ahead.delete(document.key);
      this.#judge(document);
    }
  }

  #judge(document: FoldedDocument): void {
    const folded = this.#replay.documents.get(document.key);
    const live = textOf(document);
    const expected = folded ? replayedText(folded) : null;
    this.#judged.set(document.key, [live, expected === live ? live : expected]);
  }
}
