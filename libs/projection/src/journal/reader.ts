import { setImmediate as turn } from 'node:timers/promises';
import { type PartialRollup, type Rollup, shardCount } from '@zongheng/kernel';
import type { JournalStore, Segment } from '@zongheng/read-store';
import type { RollupColumns } from './anchors.ts';
import type { Compactor } from './compactor.ts';
import { Delta } from './delta.ts';
import { DateDictionary, type Dictionaries, dictionariesOf } from './dictionary.ts';
import { JournalError } from './errors.ts';
import { Following } from './following.ts';
import { explain } from './explain.ts';
import type { Figures } from './figures.ts';
import { dateColumn, dimensionIndex, type JournalLayout, type JournalShape, layoutOf, measureIndex, monthDimension } from './layout.ts';
import type { ExplainQuery, Explanation, SumQuery } from './query.ts';
import type { SortedPart } from './sorted-part.ts';
import type { JournalState } from './state.ts';
import { sumOf } from './sum.ts';
import { bytesOf } from './table.ts';

/** What came is sorted when it is so many rows. */
const unsortedRowsMax = 16_384;
/** It takes along the parts before it that are at most so many times as large: a row is thus sorted anew only a few times in its life. */
const mergeRatio = 8;
/** So many rows are decoded before others get a turn. */
const rowsATurn = 8_192;

export interface JournalReaderOptions {
  /** Who sorts; several journals may share one. */
  readonly compactor: Compactor;
  /** Balances to be kept beside those over all dimensions, so that what is asked of them costs the same however large the journal is. */
  readonly rollups?: readonly Rollup[];
  /** Told when sorting failed (answers stay right, queries get slower; `size().failure` keeps it), or following did. By default nobody is. */
  readonly onFailure?: (error: unknown) => void;
  /** How far each shard is known to be stored, by index, as for `refresh`. */
  readonly positions?: readonly number[];
  /** For specs: sort when so many rows came. */
  readonly unsortedRowsMax?: number;
}

/** What a journal holds in memory. */
export interface JournalSize {
  readonly rows: number;
  /** Of these, how many came since it was last sorted. */
  readonly unsorted: number;
  readonly bytes: { readonly rows: number; readonly anchors: number; readonly unsorted: number };
  readonly anchors: number;
  /** How many sorted parts there are. */
  readonly parts: number;
  /** How often it was sorted. */
  readonly compactions: number;
  /** Why it could not be sorted the last time; null where it could. */
  readonly failure: unknown;
}

/** One build of a journal in memory, to be asked. Queries are synchronous and see one moment; refreshing brings in what was appended. */
export class JournalReader {
  readonly #store: JournalStore;
  readonly #layout: JournalLayout;
  readonly #dictionaries: Dictionaries;
  readonly #options: JournalReaderOptions;
  readonly #delta: Delta;
  readonly #following: Following;
  readonly #rollups: readonly Rollup[];
  /** What each shard has been read up to, by index: its rows above are not here yet. */
  readonly #reached: number[] = Array.from({ length: shardCount }, () => 0);
  /** The oldest, and largest, first. */
  #parts: readonly SortedPart[] = [];
  #refreshing: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #told: readonly number[] = [];
  #compacting: Promise<void> | null = null;
  #compactions = 0;
  /** The watermark at which it was last sorted: before that moves there is nothing to do. */
  #sortedAt = 0;
  #failure: unknown = null;
  #isClosed = false;

  private constructor(store: JournalStore, shape: JournalShape, options: JournalReaderOptions) {
    this.#store = store;
    this.#layout = layoutOf(shape);
    this.#dictionaries = dictionariesOf(this.#layout);
    this.#options = options;
    this.#delta = new Delta(this.#layout, this.#dictionaries);
    this.#following = new Following({
      refresh: (positions) => this.refresh(positions),
      onFailure: (error) => options.onFailure?.(error),
    });
    this.#rollups = options.rollups ?? [];
    // A name that is none is told at once.
    this.#rollupColumns();
  }

  /** Reads and sorts what is stored. @throws JournalError JOURNAL.SEGMENT, JOURNAL.QUERY, and whatever the store throws. */
  static async open(store: JournalStore, shape: JournalShape, options: JournalReaderOptions): Promise<JournalReader> {
    const reader = new JournalReader(store, shape, options);
    await reader.refresh(options.positions);
    await reader.#compacting;
    return reader;
  }

  /** The position up to which every shard has been read: what queries answer at by default. */
  get watermark(): number {
    return Math.min(...this.#reached);
  }

  /** What a shard has been read up to. */
  reached(shard: number): number {
    return this.#reached[shard] ?? 0;
  }

  /**
   * Brings in what was appended. `positions`, by shard, is how far the projector is known to have come: everything up to there is stored,
   * also where tails are not saved for shards in which nothing happened. Calls while one is under way share the one after it.
   * @throws JournalError JOURNAL.SEGMENT, JOURNAL.CLOSED, and whatever the store throws; what was read so far stays.
   */
  refresh(positions: readonly number[] = []): Promise<void> {
    if (this.#isClosed) return Promise.reject(new JournalError('JOURNAL.CLOSED', 'the journal was closed', 'open it again'));
    if (positions.length > 0) this.#told = positions;
    if (!this.#refreshing) return (this.#refreshing = this.#read());
    this.#next ??= this.#refreshing.catch(() => undefined).then(() => (this.#refreshing = this.#read()));
    return this.#next;
  }

  /**
   * Takes a hint that the projector has come to these positions: what is stored up to there is brought in at once, or, where much comes, in
   * strides that leave most of this thread to others. A query that must see it calls `refresh`.
   */
  follow(positions: readonly number[]): void {
    if (!this.#isClosed) this.#following.follow(positions);
  }

  /** @throws JournalError JOURNAL.QUERY for a dimension or measure the journal does not have, or a range of keys that are no dates. */
  sum(query: SumQuery): Figures {
    return sumOf(this.#state(), query);
  }

  /** The rows behind a figure. @throws JournalError JOURNAL.QUERY. */
  explain(query: ExplainQuery): Explanation {
    return explain(this.#state(), query);
  }

  /** All keys that a dimension has had in any row, in no particular order. @throws JournalError JOURNAL.QUERY. */
  keys(dim: string): readonly string[] {
    const dictionary = this.#dictionaries[dimensionIndex(this.#layout, dim)];
    return Array.from({ length: (dictionary?.size ?? 1) - 1 }, (_, index) => dictionary?.keyOf(index + 1) ?? '');
  }

  size(): JournalSize {
    const unsorted = this.#delta.tables();
    const anchors = this.#parts.flatMap((part) => part.anchors);
    const bytes = {
      rows: this.#parts.reduce((sum, { rows }) => sum + bytesOf(rows), 0),
      anchors: anchors.reduce((sum, { cells }) => sum + bytesOf(cells), 0),
      unsorted: unsorted.reduce((sum, table) => sum + bytesOf(table), 0),
    };
    return {
      rows: this.#parts.reduce((sum, { rows }) => sum + rows.rows, this.#delta.rows),
      parts: this.#parts.length,
      unsorted: this.#delta.rows,
      bytes,
      anchors: anchors.reduce((sum, { rows }) => sum + rows.length, 0),
      compactions: this.#compactions,
      failure: this.#failure,
    };
  }

  /** Waits until the sorting under way, if any, is done. */
  async settled(): Promise<void> {
    await this.#compacting;
  }

  /** Sorts what came, however little. */
  async compact(): Promise<void> {
    await this.#compacting;
    await this.#startCompaction();
  }

  /** Lets go of everything; the compactor, which others may share, stays. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#following.close();
    await this.#next?.catch(() => undefined);
    await this.#refreshing?.catch(() => undefined);
    await this.#compacting;
    this.#parts = [];
  }

  #state(): JournalState {
    return {
      layout: this.#layout,
      dictionaries: this.#dictionaries,
      parts: this.#parts,
      delta: this.#delta.tables(),
      watermark: this.watermark,
    };
  }

  async #read(): Promise<void> {
    try {
      this.#next = null;
      const told = this.#told;
      const tails = await this.#store.tails();
      let rows = 0;
      for (let shard = 0; shard < shardCount; shard += 1) {
        const reached = this.reached(shard);
        const tail = tails[shard] ?? 0;
        if (tail > reached) rows = await this.#readShard(shard, tail, rows);
        this.#reached[shard] = Math.max(this.reached(shard), told[shard] ?? 0);
      }
      const limit = this.#options.unsortedRowsMax ?? unsortedRowsMax;
      const isDue = this.#delta.rows > limit && this.watermark > this.#sortedAt;
      if (isDue && !this.#compacting) void this.#startCompaction();
    } finally {
      this.#refreshing = null;
    }
  }

  async #readShard(shard: number, tail: number, before: number): Promise<number> {
    let rows = before;
    const segments: readonly Segment[] = await this.#store.read(shard, this.reached(shard));
    for (const { bytes, upTo } of segments) {
      rows += this.#delta.append(bytes, this.reached(shard));
      this.#reached[shard] = Math.max(this.reached(shard), upTo);
      if (rows < rowsATurn) continue;
      rows = 0;
      await turn();
    }
    this.#reached[shard] = Math.max(this.reached(shard), tail);
    return rows;
  }

  /** Never rejects. */
  #startCompaction(): Promise<void> {
    this.#compacting = this.#compact()
      .catch((error: unknown) => {
        this.#failure = error;
        this.#options.onFailure?.(error);
      })
      .finally(() => {
        this.#compacting = null;
      });
    return this.#compacting;
  }

  async #compact(): Promise<void> {
    const tables = this.#delta.closedTables();
    const dates = this.#dictionaries[dateColumn];
    if (tables.length === 0 || !(dates instanceof DateDictionary)) return;
    const upTo = this.watermark;
    const kept = this.#partsKept();
    const merged = this.#parts.slice(kept.length);
    const { part, left } = await this.#options.compactor.compact({
      tables: [...merged.map(({ rows }) => rows), ...tables],
      upTo,
      massElsewhere: this.#layout.measures.map((_, index) => kept.reduce((sum, { mass }) => sum + (mass[index] ?? 0), 0)),
      sizes: this.#dictionaries.map(({ size }) => size),
      days: dates.days(),
      rollups: this.#rollupColumns(),
    });
    if (this.#isClosed) return;
    this.#parts = part.rows.rows > 0 ? [...kept, part] : kept;
    this.#delta.replace(tables, left);
    this.#compactions += 1;
    this.#sortedAt = upTo;
    this.#failure = null;
  }

  /** A key that has no code stands in no row yet. */
  #rollupColumns(): RollupColumns[] {
    return this.#rollups.map((rollup) => {
      const { by, where = {}, measures }: PartialRollup = 'by' in rollup ? rollup : { by: rollup };
      return {
        columns: by.map((name) => (name === monthDimension ? dateColumn : dimensionIndex(this.#layout, name))),
        where: Object.entries(where).map(([name, keys = []]) => {
          const column = dimensionIndex(this.#layout, name);
          return { column, codes: keys.flatMap((key) => this.#dictionaries[column]?.find(key) ?? []) };
        }),
        measures: measures ? measures.map((name) => measureIndex(this.#layout, name)) : null,
      };
    });
  }

  /** The parts that are too large to be sorted again together with what came. */
  #partsKept(): readonly SortedPart[] {
    let rows = this.#delta.rows;
    let kept = this.#parts.length;
    for (;;) {
      const before = this.#parts[kept - 1]?.rows.rows;
      if (before === undefined || before > rows * mergeRatio) return this.#parts.slice(0, kept);
      rows += before;
      kept -= 1;
    }
  }
}
