import { type DocumentWrite, type StoredDocument, searchText } from '@zongheng/read-store';
import type { FieldValue } from '@zongheng/kernel';
import type { SQLInputValue } from 'node:sqlite';
import type { AttributeIndex, StoredAttributes } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { type Row, integerAt, textOrNullAt } from '../row.ts';
import type { NewRow } from './row-inserter.ts';
import { type DocumentTable, keyIndex, quoted } from './schema.ts';

/** What of a document stands in indexes that are not SQLite's own. */
export interface Indexed {
  readonly words: string;
  readonly attributes: StoredAttributes;
}

/** Keeps those indexes: at once for live writing, later for a bulk load. */
export interface IndexKeeper {
  added(id: number, key: string, now: Indexed): void;
  changed(id: number, before: Indexed, now: Indexed): void;
}

/** Finds a document's row (see `rowColumns`) by its key. */
export type Locate = (key: string) => Row | undefined;

/** What live writing and a bulk load do differently. */
export interface WritingWays {
  readonly keeper: IndexKeeper;
  readonly locate: Locate;
  /** Inserts a row, now or before the table is read again; answers its id. */
  readonly insert: (row: NewRow) => number;
}

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
  readonly #insert: (row: NewRow) => number;

  constructor(connection: Connection, table: DocumentTable, attributes: AttributeIndex, ways: WritingWays) {
    this.#connection = connection;
    this.#fields = table.fields;
    this.#attributes = attributes;
    this.#keeper = ways.keeper;
    this.#locate = ways.locate;
    this.#insert = ways.insert;
  }

  /** Whether it passed. */
  write({ document, foldedFrom }: DocumentWrite): boolean {
    const row = this.#locate(document.key);
    if ((row ? integerAt(row, at.position) : null) !== foldedFrom) return false;
    const now = this.#indexed(document);
    if (row) this.#update(row, document, now);
    else this.#keeper.added(this.#insert(this.#newRow(document, now)), document.key, now);
    return true;
  }

  #newRow({ key, shard, position, body, fields }: StoredDocument, { words, attributes }: Indexed): NewRow {
    const row: SQLInputValue[] = [key, shard, position, body === null ? 0 : 1];
    for (const field of this.#fields) row.push(columnValue(body === null ? null : fields[field]));
    row.push(words, attributes, body);
    return row;
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
