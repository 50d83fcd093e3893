import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Where an import keeps what does not fit into memory: a database of its own in the system's folder for temporary files, made when first
 * needed and gone afterwards. Nothing in it has to survive a crash.
 */
export class Scratch {
  private folder: string | null = null;
  private opened: DatabaseSync | null = null;
  private tables = 0;

  get database(): DatabaseSync {
    if (this.opened === null) {
      this.folder = mkdtempSync(join(tmpdir(), 'zongheng-import-'));
      this.opened = new DatabaseSync(join(this.folder, 'scratch.db'));
      this.opened.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA cache_size = -32768; PRAGMA temp_store = FILE`);
    }
    return this.opened;
  }

  /** Makes a table with a name of its own; `columns` as in CREATE TABLE. */
  table(columns: string): string {
    this.tables += 1;
    const name = `t${this.tables}`;
    this.database.exec(`CREATE TABLE ${name} ${columns}`);
    return name;
  }

  /** Carries out many writes as one. */
  atOnce(write: () => void): void {
    this.database.exec('BEGIN');
    write();
    this.database.exec('COMMIT');
  }

  close(): void {
    this.opened?.close();
    this.opened = null;
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }
}
