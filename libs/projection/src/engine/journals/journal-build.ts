import type { JournalView, RecordedEvent } from '@zongheng/kernel';
import type { Checkpoint, JournalSpec, JournalStore, ParkedKey, ReadStore, Segment } from '@zongheng/read-store';
import { allShards, type Batch } from '../batch.ts';
import { mergingStore } from '../../journal/merging-store.ts';
import { journalWriting } from '../../journal/row-writer.ts';
import { ShardedRows } from '../../journal/sharded-rows.ts';
import { type Build, buildDefaults, type BuildOptions, type ChosenOptions, type MarkSaving, type WorkDone } from '../build.ts';
import { HandledTypes } from '../handled-types.ts';
import { ParkedKeys } from '../parking.ts';
import { Positions } from '../positions.ts';
import { asStep } from '../write-step.ts';

/** A segment that loses so often against others is given up: the build is then opened anew. */
const attemptsMax = 100;
/** Segments are written in steps of about so many rows: a bound on what a large flush holds in memory. */
const rowsMax = 50_000;

/** How a read store is told of a build of a journal. */
export function journalSpecOf(view: JournalView, build: string): JournalSpec {
  return { view: view.name, version: view.version, build, dimensions: view.dimensions, measures: view.measures };
}

/** A journal being appended to: each shard's contributions as one segment a write, behind that shard's tail. */
export class JournalBuild implements Build {
  readonly view: JournalView;
  readonly id: string;
  readonly #handles: HandledTypes;
  readonly #store: JournalStore;
  readonly #positions: Positions;
  readonly #parked: ParkedKeys;
  readonly #rows: ShardedRows;
  readonly #checkpoints: () => Promise<readonly Checkpoint[]>;
  readonly #marksApart: boolean;
  readonly done: WorkDone = { folded: 0, written: 0 };

  private constructor(view: JournalView, id: string, opened: Opened) {
    this.view = view;
    this.id = id;
    this.#handles = new HandledTypes(view.handles);
    this.#rows = new ShardedRows(journalWriting(view, opened.options.keys));
    this.#store = opened.store;
    this.#parked = new ParkedKeys(
      id,
      opened.checkpoints.flatMap((checkpoint) => checkpoint.parked),
    );
    this.#positions = new Positions(opened.tails, opened.options.idleMarkEvery);
    // Tails are where segments end: of shards where nothing happened since, more may be known to be folded.
    this.#positions.reach(reachedOf(opened.checkpoints, allShards));
    this.#checkpoints = opened.readCheckpoints;
    this.#marksApart = opened.options.marksApart;
  }

  /** Opens a build of the journal, making it where it is missing, at the tails it is stored with. */
  static async open(readStore: ReadStore, view: JournalView, id: string, given: BuildOptions = {}): Promise<JournalBuild> {
    const options = { ...buildDefaults, ...given };
    const store = mergingStore(await readStore.journal(journalSpecOf(view, id)), view);
    const readCheckpoints = () => readStore.checkpoints(id);
    const [checkpoints, tails] = [await readCheckpoints(), await store.tails()];
    return new JournalBuild(view, id, { store, options, tails, checkpoints, readCheckpoints });
  }

  get positions(): readonly number[] {
    return this.#positions.reached;
  }

  get heldCount(): number {
    return this.#rows.rows;
  }

  parked(): readonly ParkedKey[] {
    return this.#parked.all();
  }

  fold(batch: Batch): Promise<void> {
    this.#fold(batch);
    return Promise.resolve();
  }

  async flush(saving: MarkSaving): Promise<void> {
    const stale = await this.#append(saving);
    if (stale.length > 0) throw new Error(`shard ${stale[0]} of ${this.id} is written by another: a build is filled by one alone`);
  }

  relieve(): Promise<void> {
    return this.flush('touched');
  }

  async apply(batch: Batch): Promise<void> {
    this.#fold(batch);
    const saving: MarkSaving = !this.#marksApart && this.#positions.areIdleMarksDue() ? 'all' : 'touched';
    let stale = await this.#append(saving, batch.traceparent);
    for (let attempt = 1; stale.length > 0; attempt += 1) {
      if (attempt > attemptsMax) throw new Error(`${this.id} is written by others all the time: shard ${stale[0]} stays contended`);
      await this.#foldAgain(batch, stale);
      stale = await this.#append(saving, batch.traceparent);
    }
  }

  finishLoad(): Promise<void> {
    return Promise.resolve();
  }

  async refresh(shards: readonly number[]): Promise<void> {
    const checkpoints = await this.#checkpoints();
    const tails = await this.#store.tails();
    this.#positions.stored(new Map(shards.map((shard) => [shard, tails[shard] ?? 0])));
    this.#positions.reach(reachedOf(checkpoints, shards));
    this.#parked.reload(
      new Set(shards),
      checkpoints.flatMap((checkpoint) => checkpoint.parked),
    );
  }

  #fold(batch: Batch): void {
    for (let index = 0; index < batch.events.length; index += 1) {
      if (!this.#handles.has(batch.types[index])) continue;
      const event = batch.events[index];
      const shard = batch.shards[index];
      if (event === undefined || shard === undefined) continue;
      if (event.position > this.#positions.at(shard)) this.#contribute(event, shard);
    }
    this.#positions.reach(batch.reached);
  }

  #contribute(event: RecordedEvent, shard: number): void {
    if (this.#parked.covers(event)) return;
    try {
      this.done.folded += 1;
      const contributions = this.view.contribute(event);
      if (contributions.length > 0) this.#rows.add(shard, event.position, contributions);
    } catch (error) {
      this.#parked.park(event, shard, error);
    }
  }

  /** Another appended to these shards first: goes on behind their tails, with what they lack of this batch. */
  async #foldAgain(batch: Batch, stale: readonly number[]): Promise<void> {
    const tails = await this.#store.tails();
    this.#parked.reload(new Set(stale), await this.#store.parked());
    const behind = new Map(stale.map((shard) => [shard, tails[shard] ?? 0]));
    this.#positions.stored(behind);
    for (let index = 0; index < batch.events.length; index += 1) {
      if (!this.#handles.has(batch.types[index])) continue;
      const event = batch.events[index];
      const shard = batch.shards[index];
      if (event === undefined || shard === undefined) continue;
      const tail = behind.get(shard);
      if (tail !== undefined && event.position > tail) this.#contribute(event, shard);
    }
  }

  /** Appends what is held, a few shards at a time. Answers the shards that another appended to first: of those nothing is held any more. */
  async #append(saving: MarkSaving, traceparent?: string): Promise<readonly number[]> {
    if (saving === 'none') return [];
    const chosen = saving === 'all' ? allShards : [...this.#rows.shards(), ...this.#parked.changedShards()];
    const ends = this.#positions.toSave(chosen, new Set());
    const stale: number[] = [];
    let step: Segment[] = [];
    let rows = 0;
    for (const [shard, upTo] of ends) {
      const segment = this.#take(shard, upTo);
      step.push(segment);
      rows += segment.rows;
      if (rows < rowsMax) continue;
      stale.push(...(await this.#send(step, traceparent)));
      step = [];
      rows = 0;
    }
    if (step.length > 0) stale.push(...(await this.#send(step, traceparent)));
    return stale;
  }

  async #send(segments: readonly Segment[], traceparent?: string): Promise<readonly number[]> {
    const write = this.#store.append(segments, this.#parked.setsOf(segments.map(({ shard }) => shard)));
    const stale = await asStep(this.id, traceparent, { 'crm.segments': segments.length }, write);
    const passed = segments.filter(({ shard }) => !stale.includes(shard));
    this.done.written += passed.length;
    this.#positions.saved(new Map(passed.map(({ shard, upTo }) => [shard, upTo])));
    this.#parked.saved(passed.map(({ shard }) => shard));
    return stale;
  }

  #take(shard: number, upTo: number): Segment {
    return { shard, after: this.#positions.savedAt(shard), upTo, ...this.#rows.take(shard) };
  }
}

interface Opened {
  readonly store: JournalStore;
  readonly options: ChosenOptions;
  /** Read after the checkpoints, so that those are never ahead of segments that are not known of. */
  readonly tails: readonly number[];
  readonly checkpoints: readonly Checkpoint[];
  readonly readCheckpoints: () => Promise<readonly Checkpoint[]>;
}

function reachedOf(checkpoints: readonly Checkpoint[], shards: readonly number[]): ReadonlyMap<number, number> {
  return new Map(shards.map((shard) => [shard, checkpoints[shard]?.position ?? 0]));
}
