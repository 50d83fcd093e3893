import type { Scratch } from './scratch.ts';

/** A row of a case, kept until all rows of the file are known. */
export interface CaseRow {
  readonly file: number;
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SortedCase {
  readonly key: string;
  readonly rows: readonly CaseRow[];
  readonly total: number;
}

/** Rows by case, wherever they stood, on disk: cases in the order of their first rows, rows in the order of time, then of the file. */
export class CaseRows {
  private readonly scratch: Scratch;
  private readonly cases: string;
  private readonly rows: string;
  private readonly write: (key: string, order: string | number, row: CaseRow) => void;
  private pending: (() => void)[] = [];

  constructor(scratch: Scratch) {
    this.scratch = scratch;
    this.cases = scratch.table('(number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)');
    this.rows = scratch.table('(number INTEGER NOT NULL, moment ANY, file INTEGER NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL)');
    const { database } = scratch;
    const open = database.prepare(`INSERT OR IGNORE INTO ${this.cases} (key) VALUES (?)`);
    const insert = database.prepare(`INSERT INTO ${this.rows} SELECT number, ?, ?, ?, ? FROM ${this.cases} WHERE key = ?`);
    this.write = (key, order, { file, line, cells }) => {
      open.run(key);
      insert.run(order, file, line, JSON.stringify(cells), key);
    };
  }

  add(key: string, order: string | number, row: CaseRow): void {
    this.pending.push(() => this.write(key, order, row));
    if (this.pending.length >= 5_000) this.flush();
  }

  /** Each case with its rows in order; of a case of more than `rowsMax` rows only that many, and how many there are. */
  *read(rowsMax: number): Iterable<SortedCase> {
    this.flush();
    this.scratch.database.exec(`CREATE INDEX IF NOT EXISTS ${this.rows}_order ON ${this.rows} (number, moment, file, line)`);
    const sorted = this.scratch.database.prepare(
      `SELECT key, file, line, cells FROM ${this.rows} JOIN ${this.cases} USING (number) ORDER BY number, moment, file, line`,
    );
    let key: string | null = null;
    let rows: CaseRow[] = [];
    let total = 0;
    for (const row of sorted.iterate()) {
      const its = String(row['key']);
      if (key !== null && its !== key) {
        yield { key, rows, total };
        rows = [];
        total = 0;
      }
      key = its;
      total += 1;
      if (rows.length < rowsMax) {
        rows.push({ file: Number(row['file']), line: Number(row['line']), cells: JSON.parse(String(row['cells'])) as readonly string[] });
      }
    }
    if (key !== null) yield { key, rows, total };
  }

  private flush(): void {
    const { pending } = this;
    this.pending = [];
    if (pending.length > 0) this.scratch.atOnce(() => pending.forEach((write) => write()));
  }
}
