import { type JournalStore, type ParkedKey, type Segment, checkSegments, standsFor } from '@zongheng/read-store';
import { Checkpoints, checkpointTable } from '../checkpoints.ts';
import type { Connection } from '../connection.ts';
import { type Row, bytesAt, integerAt } from '../row.ts';

export function createJournalTables(connection: Connection): void {
  connection.exec(`
    CREATE TABLE IF NOT EXISTS segments (
      id INTEGER PRIMARY KEY, shard INTEGER NOT NULL, up_to INTEGER NOT NULL, after INTEGER NOT NULL, rows INTEGER NOT NULL,
      bytes BLOB NOT NULL
    );
    CREATE UNIQUE INDEX IF NOT EXISTS segments_in_order ON segments (shard, up_to, after, rows);
    ${checkpointTable}`);
}

/** One journal in one file. A shard's checkpoint is its tail. */
export class SqliteJournal implements JournalStore {
  readonly #connection: Connection;
  readonly #build: string;
  readonly #checkpoints: Checkpoints;
  readonly #committed: (connection: Connection) => void;

  constructor(connection: Connection, build: string, committed: (connection: Connection) => void) {
    this.#connection = connection;
    this.#build = build;
    this.#checkpoints = new Checkpoints(connection, build);
    this.#committed = committed;
  }

  async append(segments: readonly Segment[], parked?: ReadonlyMap<number, readonly ParkedKey[]>): Promise<readonly number[]> {
    checkSegments(this.#build, segments);
    const stale = this.#connection.write(() => {
      const tails = this.#checkpoints.positions();
      const passed = segments.filter((segment) => tails[segment.shard] === segment.after);
      for (const segment of passed) if (segment.rows > 0) this.#insert(segment);
      const positions = new Map(passed.map(({ shard, upTo }) => [shard, upTo]));
      this.#checkpoints.advance(parked ? { positions, parked } : { positions });
      return segments.filter((segment) => !positions.has(segment.shard)).map((segment) => segment.shard);
    });
    this.#committed(this.#connection);
    return stale;
  }

  async read(shard: number, above: number): Promise<readonly Segment[]> {
    const sql = 'SELECT shard, after, up_to, rows, bytes FROM segments WHERE shard = ? AND up_to > ? ORDER BY up_to';
    return this.#connection.read(() => this.#connection.all(sql, [shard, above]).map(segmentOf));
  }

  async tails(): Promise<readonly number[]> {
    return this.#connection.read(() => this.#checkpoints.positions());
  }

  async parked(): Promise<readonly ParkedKey[]> {
    return this.#connection.read(() => this.#checkpoints.parked());
  }

  async replace(merged: Segment): Promise<boolean> {
    checkSegments(this.#build, [merged]);
    const { shard, after, upTo } = merged;
    const replaced = this.#connection.write(() => {
      const sql = 'SELECT id, after, up_to, rows FROM segments WHERE shard = ? AND up_to > ? AND after < ?';
      const covered = this.#connection.all(sql, [shard, after, upTo]);
      const spans = covered.map((row) => ({ after: integerAt(row, 1), upTo: integerAt(row, 2), rows: integerAt(row, 3) }));
      if (!standsFor(merged, spans, this.#checkpoints.positions()[shard] ?? 0)) return false;
      for (const row of covered) this.#connection.run('DELETE FROM segments WHERE id = ?', [integerAt(row, 0)]);
      this.#insert(merged);
      return true;
    });
    this.#committed(this.#connection);
    return replaced;
  }

  #insert({ shard, after, upTo, rows, bytes }: Segment): void {
    const sql = 'INSERT INTO segments (shard, up_to, after, rows, bytes) VALUES (?, ?, ?, ?, ?)';
    this.#connection.run(sql, [shard, upTo, after, rows, bytes]);
  }
}

function segmentOf(row: Row): Segment {
  const [shard, after, upTo, rows] = [integerAt(row, 0), integerAt(row, 1), integerAt(row, 2), integerAt(row, 3)];
  return { shard, after, upTo, rows, bytes: bytesAt(row, 4) };
}
