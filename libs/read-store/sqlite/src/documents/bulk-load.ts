import type { SQLInputValue } from 'node:sqlite';
import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { stillLoading } from '../registry.ts';
import type { Row } from '../row.ts';
import { PostingsLoader } from '../terms/postings-loader.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { KeyTable } from './key-table.ts';
import { RowBatch } from './row-inserter.ts';
import { type DocumentTable, createIndexes, createKeyIndex, keyIndex } from './schema.ts';
import { DocumentWriter, type IndexKeeper, rowColumns } from './writer.ts';

/** So many keys are remembered in memory (some 16 bytes each); a load of more goes on with the index by key, much slower. */
const keysMax = 4_000_000;
/** Each index reads the whole table, a page at a time where that is not mapped. Loads end one after the other, so one file is. */
const mappedForIndexes = 'PRAGMA mmap_size = 268435456';

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
  /** Null once documents are found by the index by key. */
  #keys: KeyTable | null = new KeyTable();
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
    this.#writer = new DocumentWriter(connection, table, attributes, {
      keeper,
      locate: this.finder(rowColumns(table)),
      insert: this.#batch.add,
    });
    connection.exec('BEGIN');
  }

  /** Whether the index by key is there. */
  get hasKeyIndex(): boolean {
    return this.#keys === null;
  }

  /** Finds rows by their key, these columns of each; documents that wait to be inserted too. */
  finder(columns: string): (key: string) => Row | undefined {
    const byId = `SELECT ${columns} FROM documents WHERE _id = ? AND _key = ?`;
    const byKey = `SELECT ${columns} FROM documents INDEXED BY ${keyIndex} WHERE _key = ?`;
    return (key) => {
      if (this.#keys) return this.#keys.find(key, (id) => this.#inserted(byId, [id, key]));
      return this.#inserted(byKey, [key]);
    };
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
      this.#keys = null;
      this.#connection.exec(mappedForIndexes);
      createKeyIndex(this.#connection);
      createIndexes(this.#connection, this.#table);
      this.#attributes.build();
      this.#connection.exec('COMMIT');
    });
  }

  #inserted(sql: string, parameters: readonly SQLInputValue[]): Row | undefined {
    this.#batch.flush();
    return this.#connection.get(sql, parameters);
  }

  #added(id: number, key: string, words: string): void {
    this.#postings.add(id, words);
    if (!this.#keys) return;
    this.#keys.add(key, id);
    if (this.#keys.size <= this.#rememberMax) return;
    this.#batch.flush();
    createKeyIndex(this.#connection);
    this.#keys = null;
  }
}
