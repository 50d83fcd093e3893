import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { readStoreError } from './errors.ts';
import { type Row, asRow, asRows } from './row.ts';

/** How long a writer waits for another one. */
const busyMs = 30_000;
/** So many prepared statements are kept; what queries are put together from their parts is far less varied. */
const statementsMax = 512;

/** One connection to one SQLite file: prepared statements by their text, one snapshot a read, one transaction a write. */
export class Connection {
  readonly file: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** `pragmas` are run at once. @throws ReadStoreError */
  constructor(file: string, pragmas: readonly string[]) {
    this.file = file;
    this.#db = this.#guard(() => new DatabaseSync(file, { timeout: busyMs, returnArrays: true }));
    for (const pragma of pragmas) this.exec(`PRAGMA ${pragma}`);
  }

  all(sql: string, parameters: readonly SQLInputValue[] = []): readonly Row[] {
    return asRows(this.#statement(sql).all(...parameters));
  }

  get(sql: string, parameters: readonly SQLInputValue[] = []): Row | undefined {
    return asRow(this.#statement(sql).get(...parameters));
  }

  run(sql: string, parameters: readonly SQLInputValue[] = []): void {
    this.#statement(sql).run(...parameters);
  }

  /** Inserts one row; answers its id. */
  insert(sql: string, parameters: readonly SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...parameters).lastInsertRowid);
  }

  exec(sql: string): void {
    this.#guard(() => this.#db.exec(sql));
  }

  /** Reads in one snapshot. @throws ReadStoreError */
  read<Answer>(work: () => Answer): Answer {
    return this.#transaction('BEGIN', work);
  }

  /** Writes all or nothing; a second writer waits. @throws ReadStoreError */
  write<Answer>(work: () => Answer): Answer {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#guard(() => this.#db.close());
  }

  #transaction<Answer>(begin: string, work: () => Answer): Answer {
    return this.#guard(() => {
      // Within a transaction that is open already (a bulk load is one), a step is part of that.
      if (this.#db.isTransaction) return work();
      this.run(begin);
      try {
        const answer = work();
        this.run('COMMIT');
        return answer;
      } catch (error) {
        if (this.#db.isTransaction) this.run('ROLLBACK');
        throw error;
      }
    });
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    if (this.#statements.size >= statementsMax) this.#forgetOldest();
    this.#statements.set(sql, statement);
    return statement;
  }

  #forgetOldest(): void {
    for (const sql of this.#statements.keys()) {
      this.#statements.delete(sql);
      return;
    }
  }

  #guard<Answer>(work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      throw readStoreError(error, this.file);
    }
  }
}
