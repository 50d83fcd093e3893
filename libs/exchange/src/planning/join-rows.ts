import type { StatementSync } from 'node:sqlite';
import type { JoinTable } from '../mapping/compiled.ts';
import type { Scratch } from './scratch.ts';

interface Found {
  readonly cells: readonly string[] | null;
  readonly times: number;
}

/** What is kept in memory, in characters: some 16 MB. */
const keptCharactersMax = 8_000_000;
const cacheCharactersMax = 2_000_000;
const none: Found = { cells: null, times: 0 };

/** The rows of an input by one column: in memory while there are few, else on disk with the ones asked for last in memory. */
export class JoinRows {
  private readonly table: JoinTable;
  private readonly scratch: Scratch;
  private kept = new Map<string, Found>();
  private disk: { readonly read: StatementSync; readonly write: StatementSync } | null = null;
  private keptCharacters = 0;
  private isReading = false;

  constructor(table: JoinTable, scratch: Scratch) {
    this.table = table;
    this.scratch = scratch;
  }

  add(cells: readonly string[]): void {
    const key = cells[this.table.by] ?? '';
    if (key === '') return;
    const before = this.kept.get(key) ?? none;
    this.kept.set(key, { cells: before.cells !== null && this.table.keep === 'first' ? before.cells : cells, times: before.times + 1 });
    this.keptCharacters += key.length + lengthOf(cells);
    if (this.keptCharacters >= keptCharactersMax) this.spill();
  }

  find(key: string): Found {
    if (!this.isReading) this.startReading();
    const known = this.kept.get(key);
    if (known !== undefined || this.disk === null) return known ?? none;
    const row = this.disk.read.get(key);
    const found = row === undefined ? none : { cells: JSON.parse(String(row['cells'])) as readonly string[], times: Number(row['times']) };
    this.keptCharacters += key.length + lengthOf(found.cells ?? []);
    if (this.keptCharacters >= cacheCharactersMax) this.forget();
    this.kept.set(key, found);
    return found;
  }

  private startReading(): void {
    this.isReading = true;
    if (this.disk !== null) this.spill();
  }

  private spill(): void {
    this.disk ??= this.onDisk();
    const { write } = this.disk;
    this.scratch.atOnce(() => {
      for (const [key, { cells, times }] of this.kept) write.run(key, JSON.stringify(cells), times);
    });
    this.forget();
  }

  private forget(): void {
    this.kept = new Map();
    this.keptCharacters = 0;
  }

  private onDisk(): { readonly read: StatementSync; readonly write: StatementSync } {
    const table = this.scratch.table('(key TEXT PRIMARY KEY, cells TEXT NOT NULL, times INTEGER NOT NULL) WITHOUT ROWID');
    const kept = this.table.keep === 'first' ? 'cells' : 'excluded.cells';
    return {
      read: this.scratch.database.prepare(`SELECT cells, times FROM ${table} WHERE key = ?`),
      write: this.scratch.database.prepare(
        `INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET cells = ${kept}, times = times + excluded.times`,
      ),
    };
  }
}

/** How much a row takes, in characters; each text costs some more than its characters. */
function lengthOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length + 16, 32);
}
