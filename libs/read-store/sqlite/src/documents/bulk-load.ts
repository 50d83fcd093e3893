import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { stillLoading } from '../registry.ts';
import { PostingsLoader } from '../terms/postings-loader.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { RowBatch } from './row-inserter.ts';
import { type DocumentTable, createIndexes, createKeyIndex } from './schema.ts';
import { DocumentWriter, type IndexKeeper, type Locate, locateByKey, rowColumns } from './writer.ts';

/** So many keys are remembered in memory (some 100 bytes each); a load of more goes on with the index by key, somewhat slower. */
const keysMax = 250_000;

/**
 * One load as one transaction without a journal, on a file that nobody else has open. Every index is built once, at the end or as
 * documents come, in its own order.
 */
export class BulkLoad {
  readonly #writer: DocumentWriter;
  readonly #connection: Connection;
  readonly #table: DocumentTable;
  readonly #terms: TermIndex;
  readonly #attributes: AttributeIndex;
  readonly #postings: PostingsLoader;
  readonly #batch: RowBatch;
  readonly #rememberMax: number;
  #ids: Map<string, number> | null = new Map();
  #isBroken = false;

  constructor(connection: Connection, table: DocumentTable, terms: TermIndex, attributes: AttributeIndex, rememberMax = keysMax) {
    this.#connection = connection;
    this.#table = table;
    this.#terms = terms;
    this.#attributes = attributes;
    this.#rememberMax = rememberMax;
    this.#postings = new PostingsLoader(connection);
    this.#batch = new RowBatch(connection, table);
    const keeper: IndexKeeper = {
      added: (id, key, { words }) => this.#added(id, key, words),
      changed: (id, before, now) => before.words !== now.words && terms.changed(id, before.words),
    };
    this.#writer = new DocumentWriter(connection, table, attributes, { keeper, locate: this.#locate(), insert: this.#batch.add });
    connection.exec('BEGIN');
  }

  /** The ids of documents whose keys are remembered; null once they are found by the index. */
  get ids(): ReadonlyMap<string, number> | null {
    return this.#ids;
  }

  /** Writes with the load's writer; all of it can be read afterwards. @throws ReadStoreError READ_STORE.LOADING after a step that failed */
  step<Answer>(work: (writer: DocumentWriter) => Answer): Answer {
    if (this.#isBroken) throw stillLoading(this.#table.spec.build);
    try {
      const answer = work(this.#writer);
      this.#batch.flush();
      return answer;
    } catch (error) {
      // Without a journal a step that failed cannot be taken back.
      this.#isBroken = true;
      throw error;
    }
  }

  finish(): void {
    this.step(() => {
      this.#postings.flush();
      this.#terms.catchUp(true);
      this.#ids = null;
      createKeyIndex(this.#connection);
      createIndexes(this.#connection, this.#table);
      this.#attributes.build();
      this.#connection.exec('COMMIT');
    });
  }

  #locate(): Locate {
    const byKey = locateByKey(this.#connection, this.#table);
    const byId = `SELECT ${rowColumns(this.#table)} FROM documents WHERE _id = ?`;
    return (key) => {
      const id = this.#ids?.get(key);
      if (this.#ids && id === undefined) return undefined;
      this.#batch.flush();
      return id === undefined ? byKey(key) : this.#connection.get(byId, [id]);
    };
  }

  #added(id: number, key: string, words: string): void {
    this.#postings.add(id, words);
    if (!this.#ids) return;
    this.#ids.set(key, id);
    if (this.#ids.size <= this.#rememberMax) return;
    this.#batch.flush();
    createKeyIndex(this.#connection);
    this.#ids = null;
  }
}
