import { type DocumentView, shardCount } from '@zongheng/kernel';
import type { Checkpoint, CheckpointWrite, DocumentCollection, DocumentWrite, ParkedKey, ReadStore } from '@zongheng/read-store';
import { allShards, type Batch } from '../batch.ts';
import { type Build, buildDefaults, type BuildOptions, type ChosenOptions, type MarkSaving, type WorkDone } from '../build.ts';
import { HandledTypes } from '../handled-types.ts';
import { ParkedKeys } from '../parking.ts';
import { Positions } from '../positions.ts';
import { type FoldRules, foldTouches, type Touch, touchesOf } from './document-fold.ts';
import { type HeldDocument, HeldDocuments } from './held-documents.ts';
import { asStep } from '../write-step.ts';
import { blankForm, collectionSpecOf, heldFormOf, storedFormOf } from './stored-form.ts';

/** So many documents are encoded and written at a time: a bound on what a large flush holds in memory. */
const writeMax = 2_000;
/** A write that loses so often against others is given up: the build is then opened anew. */
const attemptsMax = 100;

/** A view of documents being folded into one collection. */
export class DocumentBuild implements Build {
  readonly view: DocumentView;
  readonly id: string;
  readonly #rules: FoldRules;
  readonly #parked: ParkedKeys;
  readonly #positions: Positions;
  readonly #documents: HeldDocuments;
  readonly #collection: DocumentCollection;
  readonly #checkpoints: () => Promise<readonly Checkpoint[]>;
  /** Shards of which nothing is stored yet. */
  readonly #blank: Set<number>;
  readonly #marksApart: boolean;
  readonly done: WorkDone = { folded: 0, written: 0 };

  private constructor(opened: Opened) {
    const { view, id, checkpoints, options } = opened;
    this.view = view;
    this.id = id;
    this.#collection = opened.collection;
    this.#checkpoints = opened.readCheckpoints;
    this.#parked = new ParkedKeys(
      id,
      checkpoints.flatMap((checkpoint) => checkpoint.parked),
    );
    this.#positions = new Positions(
      checkpoints.map((checkpoint) => checkpoint.position),
      options.idleMarkEvery,
    );
    this.#documents = new HeldDocuments(options.cacheMax);
    this.#rules = { view, handles: new HandledTypes(view.handles), positions: this.#positions.reached, parked: this.#parked };
    this.#blank = new Set(options.fresh ? allShards : []);
    this.#marksApart = options.marksApart;
  }

  /** Opens a build of the view, making it where it is missing, at the position it is stored with. */
  static async open(store: ReadStore, view: DocumentView, id: string, given: BuildOptions = {}): Promise<DocumentBuild> {
    const options = { ...buildDefaults, ...given };
    const collection = await store.collection(collectionSpecOf(view, id), { bulk: options.fresh });
    const readCheckpoints = () => store.checkpoints(id);
    return new DocumentBuild({ view, id, collection, readCheckpoints, checkpoints: await readCheckpoints(), options });
  }

  get positions(): readonly number[] {
    return this.#positions.reached;
  }

  get heldCount(): number {
    return Math.ceil(this.#documents.changedWeight);
  }

  parked(): readonly ParkedKey[] {
    return this.#parked.all();
  }

  async fold(batch: Batch): Promise<void> {
    await this.#foldTouches(touchesOf(this.#rules, batch));
    this.#positions.reach(batch.reached);
  }

  flush(saving: MarkSaving): Promise<void> {
    return this.#writeAlone(this.#documents.changed(), saving);
  }

  relieve(notAfter: number): Promise<void> {
    return this.#writeAlone(this.#documents.changedUpTo(notAfter), 'none');
  }

  async #writeAlone(changed: readonly HeldDocument[], saving: MarkSaving): Promise<void> {
    const stale = await this.#write(changed, saving);
    if (stale.length > 0) throw new Error(`${this.id} is written by another at ${stale[0]}: a build is filled by one alone`);
    this.#documents.trim();
  }

  async apply(batch: Batch): Promise<void> {
    const touches = touchesOf(this.#rules, batch);
    await this.#foldTouches(touches);
    this.#positions.reach(batch.reached);
    const saving = this.#savingLive();
    let stale = await this.#write(this.#documents.changed(), saving, batch.traceparent);
    for (let attempt = 1; stale.length > 0; attempt += 1) {
      if (attempt > attemptsMax) throw new Error(`${this.id} is written by others all the time: ${stale[0]} stays contended`);
      await this.#foldAgain(touches, stale);
      stale = await this.#write(this.#documents.changed(), saving, batch.traceparent);
    }
    this.#documents.trim();
  }

  #savingLive(): MarkSaving {
    if (this.#marksApart) return this.#parked.changedShards().length > 0 ? 'touched' : 'none';
    return this.#positions.areIdleMarksDue() ? 'all' : 'touched';
  }

  finishLoad(): Promise<void> {
    this.#blank.clear();
    return this.#collection.finishLoad();
  }

  async refresh(shards: readonly number[]): Promise<void> {
    const checkpoints = await this.#checkpoints();
    const chosen = new Set(shards);
    this.#positions.stored(new Map(shards.map((shard) => [shard, checkpoints[shard]?.position ?? 0])));
    this.#parked.reload(
      chosen,
      checkpoints.flatMap((checkpoint) => checkpoint.parked),
    );
    this.#documents.forgetShards(chosen);
  }

  /**
   * Folds events of parked keys that were left out, past the rule that drops old positions, and unparks the keys; a key that fails again
   * is parked at the event it fails at now. `pages` holds all events of those keys from the first left out up to the build's positions.
   */
  async release(orderingKeys: readonly string[], pages: AsyncIterable<Batch>, write: boolean): Promise<void> {
    for (const key of orderingKeys) this.#parked.remove(key);
    const rules: FoldRules = { ...this.#rules, positions: Array.from<number>({ length: shardCount }).fill(0) };
    for await (const page of pages) {
      const touches = touchesOf(rules, page);
      await this.#foldTouches(touches);
      if (!write) continue;
      // The parked keys are saved last, with everything folded: a crash before leaves them parked, and documents ahead do no harm.
      let stale = await this.#write(this.#documents.changed(), 'none');
      while (stale.length > 0) {
        await this.#foldAgain(touches, stale);
        stale = await this.#write(this.#documents.changed(), 'none');
      }
    }
    if (write) await this.#write([], 'touched');
  }

  async #foldTouches(touches: readonly Touch[]): Promise<void> {
    const missing = this.#missing(touches);
    if (missing.length > 0) this.#hold(missing, touches, await this.#collection.get(missing));
    foldTouches(this.#rules, touches, this.#documents);
    this.done.folded += touches.length;
  }

  /** The keys to look up; those of shards where nothing is stored are blank without looking. */
  #missing(touches: readonly Touch[]): string[] {
    const missing = new Set<string>();
    for (const { keys, shard } of touches) {
      for (const key of keys) {
        if (this.#documents.get(key) || missing.has(key)) continue;
        if (this.#blank.has(shard)) this.#documents.put(blankForm(key, shard));
        else missing.add(key);
      }
    }
    return [...missing];
  }

  #hold(keys: readonly string[], touches: readonly Touch[], found: Awaited<ReturnType<DocumentCollection['get']>>): void {
    const shards = new Map(touches.flatMap((touch) => touch.keys.map((key) => [key, touch.shard])));
    for (const key of keys) {
      const stored = found.get(key);
      this.#documents.put(stored ? heldFormOf(stored) : blankForm(key, shards.get(key) ?? 0));
    }
  }

  /** Others wrote these documents first: takes theirs, and folds what they lack of this batch. */
  async #foldAgain(touches: readonly Touch[], stale: readonly string[]): Promise<void> {
    this.#hold(stale, touches, await this.#collection.get(stale));
    foldTouches(this.#rules, touches, this.#documents, new Set(stale));
  }

  /** Writes documents, and the positions they cover with the last of them. Answers the keys that another wrote first. */
  async #write(changed: readonly HeldDocument[], saving: MarkSaving, traceparent?: string): Promise<readonly string[]> {
    const stale: string[] = [];
    const touched = new Set(changed.map((held) => held.shard));
    for (let from = 0; from < changed.length; from += writeMax) {
      const writes = this.#encoded(changed.slice(from, from + writeMax));
      const isLast = from + writeMax >= changed.length;
      const checkpoint = isLast && stale.length === 0 ? this.#checkpoint(saving, touched) : null;
      stale.push(...(await this.#send(writes, checkpoint, traceparent)));
    }
    if (changed.length === 0) await this.#send([], this.#checkpoint(saving, touched), traceparent);
    return stale;
  }

  async #send(writes: readonly DocumentWrite[], checkpoint: CheckpointWrite | null, traceparent?: string): Promise<readonly string[]> {
    if (writes.length === 0 && checkpoint === null) return [];
    const write = this.#collection.write(writes, checkpoint ?? undefined);
    const stale = await asStep(this.id, traceparent, { 'crm.documents': writes.length }, write);
    const lost = new Set(stale);
    this.done.written += writes.length - stale.length;
    for (const { document } of writes) {
      const held = this.#documents.get(document.key);
      if (held && !lost.has(document.key)) this.#documents.written(held);
      this.#blank.delete(document.shard);
    }
    if (checkpoint && stale.length === 0) this.#saved(checkpoint);
    return stale;
  }

  /** The stored forms; a document that has none parks its ordering key from the first event not yet written on. */
  #encoded(changed: readonly HeldDocument[]): DocumentWrite[] {
    const writes: DocumentWrite[] = [];
    for (const held of changed) {
      try {
        writes.push({ foldedFrom: held.stored, document: storedFormOf(this.view, held) });
      } catch (error) {
        if (held.since) this.#parked.park(held.since, held.shard, error);
        this.#documents.forget(held.key);
      }
    }
    return writes;
  }

  #checkpoint(saving: MarkSaving, touched: ReadonlySet<number>): CheckpointWrite | null {
    if (saving === 'none') return null;
    const changed = this.#parked.changedShards();
    const positions = this.#positions.toSave(saving === 'all' ? allShards : [...touched, ...changed], new Set(changed));
    if (positions.size === 0) return null;
    return { positions, parked: this.#parked.setsOf(positions.keys()) };
  }

  #saved(checkpoint: CheckpointWrite): void {
    this.#positions.saved(checkpoint.positions);
    this.#parked.saved(checkpoint.positions.keys());
  }
}

interface Opened {
  readonly view: DocumentView;
  readonly id: string;
  readonly collection: DocumentCollection;
  readonly readCheckpoints: () => Promise<readonly Checkpoint[]>;
  readonly checkpoints: readonly Checkpoint[];
  readonly options: ChosenOptions;
}
