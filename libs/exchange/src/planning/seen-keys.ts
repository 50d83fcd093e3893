import type { StatementSync } from 'node:sqlite';
import { digestOf } from './identities.ts';
import type { Scratch } from './scratch.ts';

const keyLengthMax = 64;

/** Which keys were seen, each with a mark of what it stood for. The newest are in memory, the rest on disk. */
export class SeenKeys {
  private readonly scratch: Scratch;
  private readonly keptMax: number;
  private readonly kept = new Map<string, string>();
  private disk: { readonly read: StatementSync; readonly write: StatementSync } | null = null;

  /** @param keptMax how many are kept in memory: 100,000 take some 20 MB. */
  constructor(scratch: Scratch, keptMax = 100_000) {
    this.scratch = scratch;
    this.keptMax = keptMax;
  }

  /** The mark of a key; null for one that was not seen. */
  markOf(key: string): string | null {
    const short = shortened(key);
    const known = this.kept.get(short);
    if (known !== undefined) return known;
    const row = this.disk?.read.get(short);
    return typeof row?.['mark'] === 'string' ? row['mark'] : null;
  }

  has(key: string): boolean {
    return this.markOf(key) !== null;
  }

  add(key: string, mark = ''): void {
    this.kept.set(shortened(key), mark);
    if (this.kept.size >= this.keptMax) this.spill();
  }

  private spill(): void {
    this.disk ??= this.onDisk();
    const { write } = this.disk;
    this.scratch.atOnce(() => {
      for (const [key, mark] of this.kept) write.run(key, mark);
    });
    this.kept.clear();
  }

  private onDisk(): { readonly read: StatementSync; readonly write: StatementSync } {
    const table = this.scratch.table('(key TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID');
    return {
      read: this.scratch.database.prepare(`SELECT mark FROM ${table} WHERE key = ?`),
      write: this.scratch.database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?)`),
    };
  }
}

function shortened(key: string): string {
  return key.length <= keyLengthMax ? key : digestOf([key]);
}
