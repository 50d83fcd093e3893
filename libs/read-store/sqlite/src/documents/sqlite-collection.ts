import {
  type CheckpointWrite,
  type DocumentCollection,
  type DocumentPage,
  type DocumentQuery,
  type DocumentWrite,
  type FoldedDocument,
  checkFilter,
  checkDocument,
  checkQuery,
} from '@zongheng/read-store';
import { AttributeIndex } from '../attributes/attribute-index.ts';
import { Checkpoints } from '../checkpoints.ts';
import type { Connection } from '../connection.ts';
import { HeldConditions } from '../held/held-conditions.ts';
import { Touched } from '../held/touched.ts';
import { find, findWithoutIndexes } from '../query/find.ts';
import { countMatching, countWithoutIndexes } from '../query/gather.ts';
import type { Indexes } from '../query/sources.ts';
import { type Row, integerAt, textAt, textOrNullAt } from '../row.ts';
import { TermIndex } from '../terms/term-index.ts';
import { BulkLoad } from './bulk-load.ts';
import { insertOne } from './row-inserter.ts';
import { type DocumentTable, keyIndex } from './schema.ts';
import { DocumentWriter, type IndexKeeper, locateByKey } from './writer.ts';

const folded = '_key, _shard, _position, _body';
const foldedByKey = `SELECT ${folded} FROM documents INDEXED BY ${keyIndex} WHERE _key = ?`;

/** Called after each commit of live writing. */
export type Committed = (connection: Connection) => void;

/** One collection in one file. Everything it does is done when it returns; promises are the port's. */
export class SqliteCollection implements DocumentCollection {
  readonly #table: DocumentTable;
  readonly #committed: Committed;
  readonly #loaded: (() => Connection) | undefined;
  #parts: Parts;
  #load: BulkLoad | null = null;
  /** Finds documents while they are loaded. */
  #find: ((key: string) => Row | undefined) | null = null;

  /** `loaded` is given for a bulk load: it ends the load's connection, and answers the one to go on with. */
  constructor(connection: Connection, table: DocumentTable, committed: Committed, loaded?: () => Connection) {
    this.#table = table;
    this.#committed = committed;
    this.#loaded = loaded;
    this.#parts = partsOf(connection, table);
    const { terms, attributes } = this.#parts.indexes;
    if (!loaded) return;
    this.#load = new BulkLoad(connection, table, terms, attributes);
    this.#find = this.#load.finder(folded);
  }

  async get(keys: readonly string[]): Promise<ReadonlyMap<string, FoldedDocument>> {
    const { connection } = this.#parts;
    return connection.read(() => {
      const found = new Map<string, FoldedDocument>();
      for (const key of keys) {
        const row = this.#find ? this.#find(key) : connection.get(foldedByKey, [key]);
        if (row) found.set(key, foldedDocument(row));
      }
      return found;
    });
  }

  async write(writes: readonly DocumentWrite[], checkpoint?: CheckpointWrite): Promise<readonly string[]> {
    for (const { document } of writes) checkDocument(this.#table.spec, document);
    const { connection, indexes } = this.#parts;
    try {
      const stale = connection.write(() => this.#writeAll(writes, checkpoint));
      if (!this.#load) this.#committed(connection);
      return stale;
    } catch (error) {
      indexes.attributes.forgetCodes();
      throw error;
    }
  }

  #writeAll(writes: readonly DocumentWrite[], checkpoint: CheckpointWrite | undefined): readonly string[] {
    const { writer, indexes, checkpoints, touched } = this.#parts;
    const stale = this.#load ? this.#load.step((loading) => staleOf(writes, loading)) : staleOf(writes, writer);
    if (!this.#load) {
      indexes.terms.catchUp(false);
      touched.trim();
    }
    if (checkpoint) checkpoints.advance(checkpoint, new Set(stale.map((document) => document.shard)));
    return stale.map((document) => document.key);
  }

  async finishLoad(): Promise<void> {
    if (!this.#load || !this.#loaded) return;
    this.#load.finish();
    this.#load = null;
    this.#find = null;
    this.#parts = partsOf(this.#loaded(), this.#table);
  }

  async query(query: DocumentQuery): Promise<DocumentPage> {
    checkQuery(this.#table.spec, query);
    const { connection, indexes } = this.#parts;
    return connection.read(() => {
      const slots = (this.#load ? findWithoutIndexes : find)(this.#table.spec, indexes, query);
      const shown = slots.slice(0, query.limit);
      const last = shown.at(-1);
      const documents = shown.map(({ id, key }) => {
        const row = connection.get('SELECT _position, _body FROM documents WHERE _id = ?', [id]) ?? [];
        return { key, position: integerAt(row, 0), body: textAt(row, 1) };
      });
      return { documents, next: slots.length > query.limit && last ? { value: last.value, key: last.key } : null };
    });
  }

  async count(query: Pick<DocumentQuery, 'where' | 'q'>, atMost = 10_000): Promise<number> {
    checkFilter(this.#table.spec, query);
    const { connection, indexes } = this.#parts;
    return connection.read(() => (this.#load ? countWithoutIndexes : countMatching)(indexes, query, atMost));
  }

  async scan(shard: number, afterKey: string | null, limit: number): Promise<readonly FoldedDocument[]> {
    const { connection } = this.#parts;
    const from = this.#load?.hasKeyIndex === false ? 'documents' : `documents INDEXED BY ${keyIndex}`;
    const sql = `SELECT ${folded} FROM ${from} WHERE _key > ? AND _shard = ? ORDER BY _key LIMIT ?`;
    return connection.read(() => connection.all(sql, [afterKey ?? '', shard, limit]).map(foldedDocument));
  }
}

/** Writes what passes; answers what does not. */
function staleOf(writes: readonly DocumentWrite[], writer: DocumentWriter): readonly FoldedDocument[] {
  const stale: FoldedDocument[] = [];
  for (const write of writes) if (!writer.write(write)) stale.push(write.document);
  return stale;
}

interface Parts {
  readonly connection: Connection;
  readonly indexes: Indexes;
  readonly writer: DocumentWriter;
  readonly checkpoints: Checkpoints;
  readonly touched: Touched;
}

function partsOf(connection: Connection, table: DocumentTable): Parts {
  const terms = new TermIndex(connection);
  const attributes = new AttributeIndex(connection);
  const touched = new Touched(connection);
  const kept = { connection, terms, attributes, indexes: table.indexes };
  const keeper: IndexKeeper = {
    added: (id, _key, now) => {
      touched.note(id);
      if (now.words !== '') terms.changed(id, '');
      attributes.change(id, null, now.attributes);
    },
    changed: (id, before, now) => {
      touched.note(id);
      if (before.words !== now.words) terms.changed(id, before.words);
      attributes.change(id, before.attributes, now.attributes);
    },
  };
  return {
    connection,
    indexes: { ...kept, held: new HeldConditions(kept) },
    writer: new DocumentWriter(connection, table, attributes, {
      keeper,
      locate: locateByKey(connection, table),
      insert: insertOne(connection, table),
    }),
    checkpoints: new Checkpoints(connection, table.spec.build),
    touched,
  };
}

function foldedDocument(row: Row): FoldedDocument {
  return { key: textAt(row, 0), shard: integerAt(row, 1), position: integerAt(row, 2), body: textOrNullAt(row, 3) };
}
