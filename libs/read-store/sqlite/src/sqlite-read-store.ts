import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Checkpoint,
  type CollectionOpening,
  type CollectionSpec,
  type DocumentCollection,
  type JournalSpec,
  type JournalStore,
  type ReadStore,
  ReadStoreError,
  type StoredBuild,
} from '@zongheng/read-store';
import { Checkpoints } from './checkpoints.ts';
import { Connection } from './connection.ts';
import { createIndexes, createKeyIndex, createTables, documentTable } from './documents/schema.ts';
import { SqliteCollection } from './documents/sqlite-collection.ts';
import { SqliteJournal, createJournalTables } from './journals/sqlite-journal.ts';
import { WalMover, type WalLimits, walLimits } from './wal/wal-mover.ts';
import { type RegisteredBuild, Registry, stillLoading } from './registry.ts';

export interface SqliteReadStoreOptions {
  /** Created where it is missing. Each build is a file in it; other threads and processes may have it open too. */
  readonly folder: string;
  /** When write-ahead logs are moved into their files (see `walLimits`). */
  readonly wal?: WalLimits;
}

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
  'cache_size = -16384',
  'mmap_size = 1073741824',
  'temp_store = MEMORY',
];
/** A load that breaks off is thrown away, so nothing protects it until it is complete. */
const loadPragmas = [
  pageSize,
  'journal_mode = OFF',
  'synchronous = OFF',
  'locking_mode = EXCLUSIVE',
  'cache_size = -32768',
  'mmap_size = 1073741824',
  'temp_store = MEMORY',
];

/** Opens the read models of a folder. @throws ReadStoreError */
export async function openSqliteReadStore({ folder, wal = walLimits }: SqliteReadStoreOptions): Promise<ReadStore> {
  mkdirSync(folder, { recursive: true });
  return new SqliteReadStore(folder, new WalMover(wal));
}

class SqliteReadStore implements ReadStore {
  readonly #folder: string;
  readonly #mover: WalMover;
  readonly #registryConnection: Connection;
  readonly #registry: Registry;
  readonly #open = new Map<string, Connection>();
  readonly #collections = new Map<string, DocumentCollection>();
  readonly #journals = new Map<string, JournalStore>();

  constructor(folder: string, mover: WalMover) {
    this.#folder = folder;
    this.#mover = mover;
    this.#registryConnection = new Connection(join(folder, 'registry.sqlite'), livePragmas);
    this.#registry = new Registry(this.#registryConnection);
  }

  async collection(spec: CollectionSpec, opening: CollectionOpening = {}): Promise<DocumentCollection> {
    return this.#registry.exclusively(() => {
      const bulk = opening.bulk === true;
      const found = this.#registry.find(spec.build);
      if (found?.loading) {
        if (!bulk) throw stillLoading(spec.build);
        this.#remove(found);
      }
      const isNew = !found || found.loading;
      const build = this.#registry.findOrAdd(spec, bulk);
      const known = this.#collections.get(build.file);
      if (known) return known;
      const made = this.#openCollection(spec, build, bulk && isNew);
      this.#collections.set(build.file, made);
      return made;
    });
  }

  #openCollection(spec: CollectionSpec, build: RegisteredBuild, bulk: boolean): DocumentCollection {
    const table = documentTable(spec);
    const connection = this.#connection(build.file, bulk ? loadPragmas : livePragmas);
    connection.write(() => {
      createTables(connection, table);
      if (bulk) return;
      createKeyIndex(connection);
      createIndexes(connection, table);
    });
    const loaded = () => {
      this.#close(build.file);
      syncFile(join(this.#folder, build.file));
      this.#registry.exclusively(() => this.#registry.complete(build));
      return this.#connection(build.file, livePragmas);
    };
    return new SqliteCollection(connection, table, { loaded, committed: (written) => this.#mover.committed(written) }, bulk);
  }

  async journal(spec: JournalSpec): Promise<JournalStore> {
    return this.#registry.exclusively(() => {
      const build = this.#registry.findOrAdd(spec, false);
      const known = this.#journals.get(build.file);
      if (known) return known;
      const connection = this.#connection(build.file, livePragmas);
      connection.write(() => createJournalTables(connection));
      const made = new SqliteJournal(connection, spec.build, () => this.#mover.committed(connection));
      this.#journals.set(build.file, made);
      return made;
    });
  }

  async checkpoints(consumer: string): Promise<readonly Checkpoint[]> {
    const registry = this.#registryConnection;
    const build = registry.read(() => this.#registry.find(consumer));
    if (!build) return registry.read(() => new Checkpoints(registry, consumer).all());
    const connection = this.#open.get(build.file);
    if (connection) return connection.read(() => new Checkpoints(connection, consumer).all());
    if (build.loading) throw stillLoading(consumer);
    const opened = new Connection(join(this.#folder, build.file), livePragmas);
    try {
      return opened.read(() => new Checkpoints(opened, consumer).all());
    } finally {
      opened.close();
    }
  }

  async saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void> {
    this.#registryConnection.write(() => new Checkpoints(this.#registryConnection, consumer).advance({ positions }));
    this.#mover.committed(this.#registryConnection);
  }

  async active(view: string): Promise<string | null> {
    return this.#registryConnection.read(() => this.#registry.active(view));
  }

  async activate(view: string, build: string): Promise<void> {
    this.#registry.exclusively(() => this.#registry.activate(view, build));
  }

  async builds(): Promise<readonly StoredBuild[]> {
    return this.#registryConnection.read(() =>
      this.#registry.all().map(({ view, version, build, loading }) => ({ view, version, build, loading })),
    );
  }

  async drop(build: string): Promise<void> {
    const dropped = this.#registry.exclusively(() => {
      if (this.#registry.isActive(build))
        throw new ReadStoreError('READ_STORE.SERVED', `${build} is served`, 'activate another build first');
      const found = this.#registry.find(build);
      if (found) this.#registry.remove(build);
      return found;
    });
    if (dropped) this.#removeFiles(dropped);
  }

  async close(): Promise<void> {
    await this.#mover.close();
    for (const connection of this.#open.values()) connection.close();
    this.#open.clear();
    this.#registryConnection.close();
  }

  #connection(file: string, pragmas: readonly string[]): Connection {
    const connection = new Connection(join(this.#folder, file), pragmas);
    this.#open.set(file, connection);
    return connection;
  }

  #close(file: string): void {
    const connection = this.#open.get(file);
    if (!connection) return;
    this.#mover.forget(connection);
    connection.close();
    this.#open.delete(file);
  }

  #remove(build: RegisteredBuild): void {
    this.#registry.remove(build.build);
    this.#removeFiles(build);
  }

  #removeFiles({ file }: RegisteredBuild): void {
    this.#close(file);
    this.#collections.delete(file);
    this.#journals.delete(file);
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(join(this.#folder, file + suffix), { force: true });
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
