import type { SQLInputValue } from 'node:sqlite';
import type { Connection } from '../connection.ts';
import { integerAt } from '../row.ts';
import { type DocumentTable, quoted } from './schema.ts';

/** The values of a new row, in the order of `rowValues`, without its id. */
export type NewRow = readonly SQLInputValue[];

function columnsOf({ fields }: DocumentTable): readonly string[] {
  return ['_key', '_shard', '_position', '_alive', ...fields.map(quoted), '_words', '_attributes', '_body'];
}

/** Inserts one row; answers its id. */
export function insertOne(connection: Connection, table: DocumentTable): (row: NewRow) => number {
  const columns = columnsOf(table);
  const sql = `INSERT INTO documents (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return (row) => connection.insert(sql, row);
}

/** So many rows go into one statement: its fixed cost is about that of two rows. */
const rowsAStatement = 8;

/** Inserts rows several at a time, giving out their ids beforehand: for one who is alone with the table. */
export class RowBatch {
  readonly #connection: Connection;
  readonly #statementOf: (rows: number) => string;
  readonly #full: string;
  #values: SQLInputValue[] = [];
  #rows = 0;
  #lastId: number;

  constructor(connection: Connection, table: DocumentTable) {
    this.#connection = connection;
    const columns = ['_id', ...columnsOf(table)];
    const row = `(${columns.map(() => '?').join(', ')})`;
    this.#statementOf = (rows) =>
      `INSERT INTO documents (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
    this.#full = this.#statementOf(rowsAStatement);
    const last = connection.get('SELECT coalesce(max(_id), 0) FROM documents');
    this.#lastId = last ? integerAt(last, 0) : 0;
  }

  readonly add = (row: NewRow): number => {
    this.#lastId += 1;
    this.#values.push(this.#lastId, ...row);
    this.#rows += 1;
    if (this.#rows === rowsAStatement) this.flush();
    return this.#lastId;
  };

  /** Inserts what waits: to be called before the table is read. */
  flush(): void {
    if (this.#rows === 0) return;
    this.#connection.run(this.#rows === rowsAStatement ? this.#full : this.#statementOf(this.#rows), this.#values);
    this.#values = [];
    this.#rows = 0;
  }
}
