import type { CollectionSpec } from '@zongheng/read-store';
import type { Connection } from '../connection.ts';
import { checkpointTable } from '../checkpoints.ts';
import { textAt } from '../row.ts';

/**
 * The columns of a document are its declared fields, by their own names, so that a dashboard that reads the file finds its way; what the
 * store keeps beside them starts with an underscore. The body comes last: whoever looks at fields or search text never reads past them.
 */
export interface DocumentTable {
  readonly spec: CollectionSpec;
  /** The declared fields, in the order of their columns. */
  readonly fields: readonly string[];
  readonly indexes: readonly DocumentIndexShape[];
}

/** A declared index. The key follows the fields of itself, so that every list in its order has a keyset. */
export interface DocumentIndexShape {
  readonly name: string;
  readonly fields: readonly string[];
}

/** The index by key, with the shard beside it so that a shard's scan skips the others without looking at them. */
export const keyIndex = '_by_key';

export function documentTable(spec: CollectionSpec): DocumentTable {
  const indexes = new Map<string, DocumentIndexShape>();
  for (const fields of spec.indexes) {
    const name = `by_${fields.join('_')}`;
    if (fields.length > 0) indexes.set(name, { name, fields });
  }
  return { spec, fields: Object.keys(spec.fields).sort(), indexes: [...indexes.values()] };
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Creates the tables of a collection that is not there yet; its indexes come apart. */
export function createTables(connection: Connection, { spec, fields }: DocumentTable): void {
  const columns = fields.map((field) => `${quoted(field)} ${spec.fields[field] === 'text' ? 'TEXT' : 'INTEGER'}`);
  connection.exec(`
    CREATE TABLE IF NOT EXISTS documents (
      _id INTEGER PRIMARY KEY, _key TEXT NOT NULL, _shard INTEGER NOT NULL, _position INTEGER NOT NULL, _alive INTEGER NOT NULL,
      ${[...columns, '_words TEXT', '_attributes TEXT', '_body TEXT'].join(', ')}
    );
    CREATE TABLE IF NOT EXISTS postings (id INTEGER PRIMARY KEY, documents BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS unindexed (id INTEGER PRIMARY KEY, words TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS touched (seq INTEGER PRIMARY KEY, id INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS attribute_names (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS attributes (
      code INTEGER NOT NULL, value TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (code, value, id)
    ) WITHOUT ROWID;
    ${checkpointTable}`);
}

export function createKeyIndex(connection: Connection): void {
  connection.exec(`CREATE INDEX IF NOT EXISTS ${keyIndex} ON documents (_key, _shard)`);
}

/** Builds the declared indexes that are missing and removes those no longer declared. Removed documents stand in none. */
export function createIndexes(connection: Connection, { indexes }: DocumentTable): void {
  const stored = connection.all(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'documents' AND name <> '${keyIndex}'`);
  const found = new Set(stored.map((row) => textAt(row, 0)));
  for (const { name, fields } of indexes) {
    if (found.delete(name)) continue;
    connection.exec(`CREATE INDEX ${quoted(name)} ON documents (${[...fields.map(quoted), '_key'].join(', ')}) WHERE _alive = 1`);
  }
  for (const name of found) connection.exec(`DROP INDEX ${quoted(name)}`);
}
