import type { Connection } from '../connection.ts';
import { integerAt } from '../row.ts';

/** So many of the newest changes are remembered: whoever has not looked for longer reads anew. */
const rememberedMax = 8_192;

/** Which documents were written lately, in order: by that, what a reader keeps of them is brought up to date. */
export class Touched {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  note(id: number): void {
    this.#connection.run('INSERT INTO touched (id) VALUES (?)', [id]);
  }

  /** Forgets what is too long ago. */
  trim(): void {
    this.#connection.run('DELETE FROM touched WHERE seq <= (SELECT max(seq) FROM touched) - ?', [rememberedMax]);
  }

  /** The number of the newest change; 0 where there is none. */
  newest(): number {
    const row = this.#connection.get('SELECT coalesce(max(seq), 0) FROM touched');
    return row ? integerAt(row, 0) : 0;
  }

  /** The documents written after a change, at most so many; null where that is not remembered, or they are more. */
  since(seq: number, atMost: number): readonly number[] | null {
    const oldest = this.#connection.get('SELECT seq FROM touched ORDER BY seq LIMIT 1');
    if (oldest && integerAt(oldest, 0) > seq + 1) return null;
    const rows = this.#connection.all('SELECT DISTINCT id FROM touched WHERE seq > ? LIMIT ?', [seq, atMost + 1]);
    return rows.length > atMost ? null : rows.map((row) => integerAt(row, 0));
  }
}
