import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from './connection.ts';
import type { WalMover } from './wal/wal-mover.ts';

/** Smaller pages than usual: a document that changes dirties a page in each index it moves in, and each is written twice. */
const pageSize = 'page_size = 2048';

/**
 * Rebuildable, so a commit is not synced: a kill loses nothing, a power cut may lose the newest commits, nothing is ever torn. The write-ahead
 * log is moved into the file by the `WalMover`.
 */
const livePragmas = [
  pageSize,
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'wal_autocheckpoint = 0',
  'journal_size_limit = 67108864',
  'cache_size = -8192',
  'mmap_size = 1073741824',
  'temp_store = MEMORY',
];

/**
 * A load that breaks off is thrown away, so nothing protects it until it is complete. Many files are loaded at once, so none is mapped: what is
 * mapped of each counts as memory.
 */
const loadPragmas = [
  pageSize,
  'journal_mode = OFF',
  'synchronous = OFF',
  'locking_mode = EXCLUSIVE',
  'cache_size = -8192',
  'temp_store = MEMORY',
];

const registryFile = 'registry.sqlite';
const besideIt = ['', '-wal', '-shm', '-journal'];

/** The files of a folder and the connections to them, one a file. */
export class BuildFiles {
  readonly #folder: string;
  readonly #mover: WalMover;
  readonly #open = new Map<string, Connection>();

  constructor(folder: string, mover: WalMover) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#mover = mover;
  }

  /** A connection of its own to the registry. @throws ReadStoreError */
  openRegistry(): Connection {
    return new Connection(join(this.#folder, registryFile), livePragmas);
  }

  /** The connection to a file, opened where it is not. @throws ReadStoreError */
  open(file: string): Connection {
    return this.#open.get(file) ?? this.#opened(file, livePragmas);
  }

  /** A connection for filling a file in bulk. @throws ReadStoreError */
  openForLoad(file: string): Connection {
    return this.#opened(file, loadPragmas);
  }

  /** Whether it is open here. */
  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  close(file: string): void {
    const connection = this.#open.get(file);
    if (!connection) return;
    this.#open.delete(file);
    this.#mover.forget(connection);
    connection.close();
  }

  /** Closes a file and puts it on the disk for good: nothing has done so while it was loaded. Another may have removed it. */
  closeAndSync(file: string): void {
    this.close(file);
    const path = join(this.#folder, file);
    if (!existsSync(path)) return;
    const handle = openSync(path, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  remove(file: string): void {
    this.close(file);
    for (const suffix of besideIt) rmSync(join(this.#folder, file + suffix), { force: true });
  }

  /** Removes the files of builds that a crash left behind half made or half dropped: all but those in use. */
  sweep(inUse: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) {
      const file = /^.+~\d+\.sqlite/.exec(name)?.[0];
      if (file !== undefined && !inUse.has(file)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  closeAll(): void {
    for (const file of this.#open.keys()) this.close(file);
  }

  #opened(file: string, pragmas: readonly string[]): Connection {
    const connection = new Connection(join(this.#folder, file), pragmas);
    this.#open.set(file, connection);
    return connection;
  }
}
