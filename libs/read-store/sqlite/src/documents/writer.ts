import { type DocumentWrite, type StoredDocument, searchText } from '@zongheng/read-store';
import type { FieldValue } from '@zongheng/kernel';
import type { SQLInputValue } from 'node:sqlite';
import type { AttributeIndex, StoredAttributes } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { type Row, integerAt, textOrNullAt } from '../row.ts';
import { type DocumentTable, keyIndex, quoted } from './schema.ts';

/** What of a document stands in indexes that are not SQLite's own. */
export interface Indexed {
  readonly words: string;
  readonly attributes: StoredAttributes;
}

/** Keeps those indexes: at once for live writing, later for a bulk load. */
export interface IndexKeeper {
  added(id: number, now: Indexed): void;
  changed(id: number, before: Indexed, now: Indexed): void;
}

/** Finds a document's row (see `rowColumns`) by its key. */
export type Locate = (key: string) => Row | undefined;

const nothing: Indexed = { words: '', attributes: null };
/** The columns of a row before those of the fields, and where each of them is. */
const fixedColumns = ['_id', '_position', '_shard', '_alive', '_words', '_attributes'];
const at = { id: 0, position: 1, shard: 2, alive: 3, words: 4, attributes: 5, fields: 6 };

/** Writes documents one by one, compare-and-set, within the caller's transaction. */
export class DocumentWriter {
  readonly #connection: Connection;
  readonly #fields: readonly string[];
  readonly #attributes: AttributeIndex;
  readonly #keeper: IndexKeeper;
  readonly #locate: Locate;
  readonly #insert: string;

  constructor(connection: Connection, table: DocumentTable, attributes: AttributeIndex, keeper: IndexKeeper, locate: Locate) {
    this.#connection = connection;
    this.#fields = table.fields;
    this.#attributes = attributes;
    this.#keeper = keeper;
    this.#locate = locate;
    const columns = ['_key', '_shard', '_position', '_alive', ...table.fields.map(quoted), '_words', '_attributes', '_body'];
    this.#insert = `INSERT INTO documents (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  }

  /** Whether it passed; a new document's id, or null for one that was there. */
  write({ document, foldedFrom }: DocumentWrite): { readonly passed: boolean; readonly added: number | null } {
    const row = this.#locate(document.key);
    if ((row ? integerAt(row, at.position) : null) !== foldedFrom) return { passed: false, added: null };
    const now = this.#indexed(document);
    if (row) {
      this.#update(row, document, now);
      return { passed: true, added: null };
    }
    const { key, shard, position, body } = document;
    const values = this.#fields.map((field) => columnValue(body === null ? null : document.fields[field]));
    const id = this.#connection.insert(this.#insert, [
      key,
      shard,
      position,
      body === null ? 0 : 1,
      ...values,
      now.words,
      now.attributes,
      body,
    ]);
    this.#keeper.added(id, now);
    return { passed: true, added: id };
  }

  #indexed(document: StoredDocument): Indexed {
    if (document.body === null) return nothing;
    return { words: searchText(document.search), attributes: this.#attributes.stored(document.attributes) };
  }

  /** Sets only the columns that change, so that SQLite leaves alone the indexes that do not. */
  #update(row: Row, document: StoredDocument, now: Indexed): void {
    const { shard, position, body } = document;
    const id = integerAt(row, at.id);
    const before: Indexed = { words: textOrNullAt(row, at.words) ?? '', attributes: textOrNullAt(row, at.attributes) };
    const columns = ['_position', '_body'];
    const values: SQLInputValue[] = [position, body];
    const set = (column: string, value: SQLInputValue, stored: unknown) => {
      if (value === stored) return;
      columns.push(column);
      values.push(value);
    };
    set('_shard', shard, row[at.shard]);
    set('_alive', body === null ? 0 : 1, row[at.alive]);
    set('_words', now.words, before.words);
    set('_attributes', now.attributes, before.attributes);
    for (const [index, field] of this.#fields.entries()) {
      set(quoted(field), columnValue(body === null ? null : document.fields[field]), row[at.fields + index]);
    }
    this.#connection.run(`UPDATE documents SET ${columns.join(' = ?, ')} = ? WHERE _id = ?`, [...values, id]);
    this.#keeper.changed(id, before, now);
  }
}

/** What `Locate` selects. */
export function rowColumns({ fields }: DocumentTable): string {
  return [...fixedColumns, ...fields.map(quoted)].join(', ');
}

/** Finds rows through the index by key. */
export function locateByKey(connection: Connection, table: DocumentTable): Locate {
  const sql = `SELECT ${rowColumns(table)} FROM documents INDEXED BY ${keyIndex} WHERE _key = ?`;
  return (key) => connection.get(sql, [key]);
}

/** How a field's value is stored: flags as 1 and 0. */
export function columnValue(value: FieldValue | undefined): string | number | null {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}
