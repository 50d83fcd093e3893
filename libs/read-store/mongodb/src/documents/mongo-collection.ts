import {
  checkDocument,
  checkFilter,
  checkQuery,
  type CheckpointWrite,
  type CollectionSpec,
  type DocumentCollection,
  type DocumentPage,
  type DocumentQuery,
  type DocumentWrite,
  type FoldedDocument,
} from '@zongheng/read-store';
import type { Collection } from 'mongodb';
import type { Checkpoints } from '../checkpoints.ts';
import { filterOf } from '../query/filter.ts';
import { pageOf } from '../query/page.ts';
import { foldedOf, foldedOnly, type Row } from './row.ts';
import { writeRows } from './writer.ts';

export interface Opened {
  readonly spec: CollectionSpec;
  readonly rows: Collection<Row>;
  readonly checkpoints: Checkpoints;
  /** What the checkpoints of this collection are stored under. */
  readonly consumer: string;
  finishLoad(): Promise<void>;
}

/** One build's documents in a collection of their own. Each document is written in one step, and the checkpoint after all it covers. */
export class MongoCollection implements DocumentCollection {
  readonly #opened: Opened;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  async get(keys: readonly string[]): Promise<ReadonlyMap<string, FoldedDocument>> {
    if (keys.length === 0) return new Map();
    const { rows } = this.#opened;
    const found = await rows
      .find({ _id: { $in: [...keys] } })
      .batchSize(keys.length)
      .project<Row>(foldedOnly)
      .toArray();
    return new Map(found.map((row) => [row._id, foldedOf(row)]));
  }

  async write(writes: readonly DocumentWrite[], checkpoint?: CheckpointWrite): Promise<readonly string[]> {
    const { spec, rows, checkpoints, consumer } = this.#opened;
    for (const { document } of writes) checkDocument(spec, document);
    const stale = await writeRows(rows, writes);
    const staleShards = new Set([...stale].map(({ document }) => document.shard));
    if (checkpoint) await checkpoints.advance(consumer, checkpoint, staleShards);
    return writes.filter((write) => stale.has(write)).map(({ document }) => document.key);
  }

  async finishLoad(): Promise<void> {
    await this.#opened.finishLoad();
  }

  async query(query: DocumentQuery): Promise<DocumentPage> {
    const { spec, rows } = this.#opened;
    checkQuery(spec, query);
    return pageOf(rows, spec, query);
  }

  async count(query: Pick<DocumentQuery, 'where' | 'q'>, atMost = 10_000): Promise<number> {
    const { spec, rows } = this.#opened;
    checkFilter(spec, query);
    return rows.countDocuments(filterOf(query), { limit: atMost });
  }

  async scan(shard: number, afterKey: string | null, limit: number): Promise<readonly FoldedDocument[]> {
    const found = await this.#opened.rows
      .find(afterKey === null ? { shard } : { shard, _id: { $gt: afterKey } })
      .sort({ _id: 1 })
      .limit(limit)
      .batchSize(limit)
      .project<Row>(foldedOnly)
      .toArray();
    return found.map(foldedOf);
  }
}
