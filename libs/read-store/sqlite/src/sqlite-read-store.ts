import {
  type Checkpoint,
  type Claim,
  type ClaimWrite,
  type CollectionOpening,
  type CollectionSpec,
  type DocumentCollection,
  type JournalSpec,
  type JournalStore,
  type ReadStore,
  ReadStoreError,
  type ServedBuild,
  type StoredBuild,
} from '@zongheng/read-store';
import { Checkpoints, furthest, reachedBy } from './checkpoints.ts';
import { BuildFiles } from './build-files.ts';
import { Claims } from './claims.ts';
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
  readonly #claims: Claims;
  readonly #collections = new Map<string, DocumentCollection>();
  readonly #journals = new Map<string, JournalStore>();
  /** The files of the builds that were opened here, by their names. */
  readonly #opened = new Map<string, string>();

  constructor(folder: string, wal: WalLimits) {
    this.#mover = new WalMover(wal);
    this.#files = new BuildFiles(folder, this.#mover);
    this.#registryConnection = this.#files.openRegistry();
    this.#registry = new Registry(this.#registryConnection);
    this.#claims = new Claims(this.#registryConnection);
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
      this.#opened.set(spec.build, build.file);
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
      this.#opened.set(spec.build, file);
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
    return connection.read(() => furthest(new Checkpoints(connection, consumer).all(), reachedBy(connection, consumer).positions()));
  }

  async saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void> {
    this.#registryConnection.write(() => new Checkpoints(this.#registryConnection, consumer).advance({ positions }));
    this.#committed(this.#registryConnection);
  }

  /** Said in the file of each build, so that no power cut can leave it ahead of what it speaks of. */
  async reach(builds: readonly string[], positions: ReadonlyMap<number, number>): Promise<void> {
    for (const build of builds) {
      const file = this.#opened.get(build);
      if (file === undefined || !this.#files.isOpen(file)) continue;
      const connection = this.#files.open(file);
      connection.write(() => reachedBy(connection, build).advance({ positions }));
      this.#committed(connection);
    }
  }

  async served(): Promise<readonly ServedBuild[]> {
    const served = this.#registryConnection.read(() => this.#registry.served());
    return served.map(({ view, version, build, file }) => {
      const connection = this.#files.open(file);
      return connection.read(() => {
        const parked = new Checkpoints(connection, build).parked();
        return { view, version, build, positions: reachedBy(connection, build).positions(), parked };
      });
    });
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

  async claim(name: string, claim: ClaimWrite): Promise<number | null> {
    return this.#registry.exclusively(() => this.#claims.claim(name, claim));
  }

  async unclaim(name: string, owner: string): Promise<void> {
    this.#registry.exclusively(() => this.#claims.unclaim(name, owner));
  }

  async claims(): Promise<readonly Claim[]> {
    return this.#registryConnection.read(() => this.#claims.all());
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
