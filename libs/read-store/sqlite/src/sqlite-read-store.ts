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
import { BuildFiles } from './build-files.ts';
import type { Connection } from './connection.ts';
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

/** Opens the read models of a folder. @throws ReadStoreError */
export async function openSqliteReadStore({ folder, wal = walLimits }: SqliteReadStoreOptions): Promise<ReadStore> {
  return new SqliteReadStore(folder, wal);
}

class SqliteReadStore implements ReadStore {
  readonly #mover: WalMover;
  readonly #files: BuildFiles;
  readonly #registryConnection: Connection;
  readonly #registry: Registry;
  readonly #collections = new Map<string, DocumentCollection>();
  readonly #journals = new Map<string, JournalStore>();

  constructor(folder: string, wal: WalLimits) {
    this.#mover = new WalMover(wal);
    this.#files = new BuildFiles(folder, this.#mover);
    this.#registryConnection = this.#files.openRegistry();
    this.#registry = new Registry(this.#registryConnection);
    this.#registry.exclusively(() => this.#files.sweep(new Set(this.#registry.all().map((build) => build.file))));
  }

  async collection(spec: CollectionSpec, opening: CollectionOpening = {}): Promise<DocumentCollection> {
    return this.#registry.exclusively(() => {
      const bulk = opening.bulk === true;
      const found = this.#registry.find(spec.build);
      if (found?.loading) {
        if (!bulk) throw stillLoading(spec.build);
        this.#registry.remove(spec.build);
        this.#forget(found);
      }
      const isNew = !found || found.loading;
      const build = this.#registry.findOrAdd(spec, bulk);
      const known = this.#collections.get(build.file);
      if (known) return known;
      if (isNew) this.#files.remove(build.file);
      const made = bulk && isNew ? this.#load(spec, build) : this.#open(spec, build);
      this.#collections.set(build.file, made);
      return made;
    });
  }

  #open(spec: CollectionSpec, { file }: RegisteredBuild): DocumentCollection {
    const table = documentTable(spec);
    const connection = this.#files.open(file);
    connection.write(() => {
      createTables(connection, table);
      createKeyIndex(connection);
      createIndexes(connection, table);
    });
    return new SqliteCollection(connection, table, this.#committed);
  }

  #load(spec: CollectionSpec, build: RegisteredBuild): DocumentCollection {
    const table = documentTable(spec);
    const connection = this.#files.openForLoad(build.file);
    createTables(connection, table);
    return new SqliteCollection(connection, table, this.#committed, () => {
      this.#files.closeAndSync(build.file);
      this.#registry.exclusively(() => this.#registry.complete(build));
      return this.#files.open(build.file);
    });
  }

  readonly #committed = (connection: Connection): void => this.#mover.committed(connection);

  async journal(spec: JournalSpec): Promise<JournalStore> {
    return this.#registry.exclusively(() => {
      const { file } = this.#registry.findOrAdd(spec, false);
      const known = this.#journals.get(file);
      if (known) return known;
      const connection = this.#files.open(file);
      connection.write(() => createJournalTables(connection));
      const made = new SqliteJournal(connection, spec.build, this.#committed);
      this.#journals.set(file, made);
      return made;
    });
  }

  async checkpoints(consumer: string): Promise<readonly Checkpoint[]> {
    const registry = this.#registryConnection;
    const build = registry.read(() => this.#registry.find(consumer));
    if (!build) return registry.read(() => new Checkpoints(registry, consumer).all());
    if (build.loading && !this.#files.isOpen(build.file)) throw stillLoading(consumer);
    const connection = this.#files.open(build.file);
    return connection.read(() => new Checkpoints(connection, consumer).all());
  }

  async saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void> {
    this.#registryConnection.write(() => new Checkpoints(this.#registryConnection, consumer).advance({ positions }));
    this.#committed(this.#registryConnection);
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
    if (dropped) this.#forget(dropped);
  }

  async close(): Promise<void> {
    await this.#mover.close();
    this.#files.closeAll();
    this.#registryConnection.close();
  }

  #forget({ file }: RegisteredBuild): void {
    this.#files.remove(file);
    this.#collections.delete(file);
    this.#journals.delete(file);
  }
}
