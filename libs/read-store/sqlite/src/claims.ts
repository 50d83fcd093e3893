import type { Claim, ClaimWrite } from '@zongheng/read-store';
import type { Connection } from './connection.ts';
import { integerAt, textAt } from './row.ts';

/** Names that are held for a time, by the clock of the machine. */
export class Claims {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.write(() =>
      connection.exec(`CREATE TABLE IF NOT EXISTS claims (
        name TEXT PRIMARY KEY, owner TEXT NOT NULL, note TEXT NOT NULL, until INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID`),
    );
  }

  /** Within the caller's transaction. */
  claim(name: string, { owner, forMs, note }: ClaimWrite): number | null {
    const row = this.#connection.get('SELECT owner, until, number FROM claims WHERE name = ?', [name]);
    const isHeld = row !== undefined && integerAt(row, 1) > Date.now();
    if (isHeld && textAt(row, 0) !== owner) return null;
    const number = (row ? integerAt(row, 2) : 0) + (isHeld ? 0 : 1);
    const sql = 'INSERT OR REPLACE INTO claims (name, owner, note, until, number) VALUES (?, ?, ?, ?, ?)';
    this.#connection.run(sql, [name, owner, note, Date.now() + Math.ceil(forMs), number]);
    return number;
  }

  unclaim(name: string, owner: string): void {
    this.#connection.run('UPDATE claims SET until = 0 WHERE name = ? AND owner = ?', [name, owner]);
  }

  all(): readonly Claim[] {
    const rows = this.#connection.all('SELECT name, owner, note FROM claims WHERE until > ? ORDER BY name', [Date.now()]);
    return rows.map((row) => ({ name: textAt(row, 0), owner: textAt(row, 1), note: textAt(row, 2) }));
  }
}
