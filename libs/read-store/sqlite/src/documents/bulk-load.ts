import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import type { PostingsLoader } from '../terms/postings-loader.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { type DocumentTable, createIndexes, createKeyIndex } from './schema.ts';
import { DocumentWriter, type IndexKeeper, locateByKey, rowColumns } from './writer.ts';

/** So many keys are remembered in memory (some 100 bytes each); a load of more goes on with the index by key, somewhat slower. */
const keysMax = 250_000;

/**
 * One load as one transaction without a journal, on a file that nobody else has open. Every index is built once, at the end or as
 * documents come, in its own order.
 */
export class BulkLoad {
  readonly writer: DocumentWriter;
  readonly #connection: Connection;
  readonly #table: DocumentTable;
  readonly #terms: TermIndex;
  readonly #attributes: AttributeIndex;
  readonly #postings: PostingsLoader;
  #ids: Map<string, number> | null = new Map();

  constructor(connection: Connection, table: DocumentTable, terms: TermIndex, attributes: AttributeIndex, postings: PostingsLoader) {
    this.#connection = connection;
    this.#table = table;
    this.#terms = terms;
    this.#attributes = attributes;
    this.#postings = postings;
    const keeper: IndexKeeper = {
      added: (id, { words }) => postings.add(id, words),
      changed: (id, before, now) => before.words !== now.words && terms.changed(id, before.words),
    };
    const byKey = locateByKey(connection, table);
    const byId = `SELECT ${rowColumns(table)} FROM documents WHERE _id = ?`;
    this.writer = new DocumentWriter(connection, table, attributes, keeper, (key) => {
      if (!this.#ids) return byKey(key);
      const id = this.#ids.get(key);
      return id === undefined ? undefined : connection.get(byId, [id]);
    });
    connection.exec('BEGIN');
  }

  /** The ids of documents whose keys are remembered; null once they are found by the index. */
  get ids(): ReadonlyMap<string, number> | null {
    return this.#ids;
  }

  added(key: string, id: number): void {
    if (!this.#ids) return;
    this.#ids.set(key, id);
    if (this.#ids.size <= keysMax) return;
    createKeyIndex(this.#connection);
    this.#ids = null;
  }

  finish(): void {
    this.#postings.flush();
    this.#terms.catchUp(true);
    this.#ids = null;
    createKeyIndex(this.#connection);
    createIndexes(this.#connection, this.#table);
    this.#attributes.build();
    this.#connection.exec('COMMIT');
  }
}
