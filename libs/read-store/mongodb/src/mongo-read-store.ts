import { shardCount } from '@zongheng/kernel';
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
  type ServedBuild,
  type StoredBuild,
} from '@zongheng/read-store';
import { type Collection, type Db, MongoClient, ObjectId } from 'mongodb';
import { Checkpoints } from './checkpoints.ts';
import { Claims } from './claims.ts';
import { bringIndexes } from './documents/indexes.ts';
import { MongoCollection } from './documents/mongo-collection.ts';
import type { Row } from './documents/row.ts';
import { guarded } from './guarded.ts';
import { MongoJournal, type ShardRow } from './journals/mongo-journal.ts';
import { type Piece, Pieces } from './journals/pieces.ts';
import { ReachedMarks } from './reached.ts';
import { type RegisteredBuild, Registry, unknownBuild } from './registry.ts';

export interface MongoReadStoreOptions {
  /** A connection string of MongoDB: a replica set, or one member of it. It may name credentials, TLS and the rest. */
  readonly url: string;
  /** The database; by default the one that the connection string names, or `zongheng`. */
  readonly database?: string;
  /** After how long an operation is given up (default 10,000 ms). */
  readonly deadlineMs?: number;
}

/** Collections whose build was dropped long ago, but that a writer who did not know has brought back. */
const abandonedAfterMs = 60 * 60 * 1000;

/** Opens the read models of a database. @throws ReadStoreError READ_STORE.UNAVAILABLE */
export async function openMongoReadStore(options: MongoReadStoreOptions): Promise<ReadStore> {
  const { url, database, deadlineMs = 10_000 } = options;
  const client = new MongoClient(url, {
    appName: 'zongheng',
    retryWrites: true,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    connectTimeoutMS: deadlineMs,
    serverSelectionTimeoutMS: deadlineMs,
    socketTimeoutMS: deadlineMs,
    waitQueueTimeoutMS: deadlineMs,
  });
  const db = client.db(database ?? databaseIn(url) ?? 'zongheng');
  const store = guarded(new MongoReadStore(client, db));
  try {
    await store.sweep();
  } catch (error) {
    await client.close();
    throw error;
  }
  return store;
}

function databaseIn(url: string): string | null {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1] ?? null;
}

class MongoReadStore implements ReadStore {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #registry: Registry;
  readonly #checkpoints: Checkpoints;
  readonly #reached: ReachedMarks;
  readonly #claims: Claims;
  /** The stores of the builds that were opened here, by their names. */
  readonly #opened = new Map<string, string>();

  constructor(client: MongoClient, db: Db) {
    this.#client = client;
    this.#db = db;
    this.#registry = new Registry(db.collection('views'));
    this.#checkpoints = new Checkpoints(db.collection('checkpoints'));
    this.#reached = new ReachedMarks(db.collection('reached'));
    this.#claims = new Claims(db);
  }

  async collection(spec: CollectionSpec, { bulk = false }: CollectionOpening = {}): Promise<DocumentCollection> {
    const { found, before } = await this.#registry.findOrAdd(spec, bulk);
    if (before) await this.#dropStore(before);
    this.#opened.set(spec.build, found.store);
    const rows = this.#db.collection<Row>(`documents_${found.store}`);
    if (!found.loading) await bringIndexes(rows, spec);
    return guarded(
      new MongoCollection({
        spec,
        rows,
        checkpoints: this.#checkpoints,
        consumer: found.store,
        finishLoad: () => (found.loading ? this.#finishLoad(spec, found, rows) : Promise.resolve()),
      }),
    );
  }

  async #finishLoad(spec: CollectionSpec, loaded: RegisteredBuild, rows: Collection<Row>): Promise<void> {
    const current = await this.#registry.find(spec.build);
    if (current?.found.store === loaded.store) {
      await bringIndexes(rows, spec);
      if (await this.#registry.finishLoad(spec.view, loaded)) return;
    }
    await this.#dropStore(loaded);
    throw unknownBuild(spec.view, spec.build);
  }

  async journal(spec: JournalSpec): Promise<JournalStore> {
    const { found } = await this.#registry.findOrAdd(spec, false);
    this.#opened.set(spec.build, found.store);
    const journal = this.#journalIn(spec.build, found.store);
    await journal.prepare();
    return guarded(journal);
  }

  #journalIn(build: string, store: string): MongoJournal {
    const pieces = new Pieces(this.#db.collection<Piece>(`pieces_${store}`));
    return new MongoJournal({
      build,
      shards: this.#db.collection<ShardRow>(`journal_${store}`),
      pieces,
      parking: (checkpoint) => this.#checkpoints.advance(store, checkpoint),
    });
  }

  async checkpoints(consumer: string): Promise<readonly Checkpoint[]> {
    const build = (await this.#registry.find(consumer))?.found;
    if (!build) return this.#checkpoints.of(named(consumer));
    const { kind, store } = build;
    const said = await this.#reached.of(store);
    const stored = kind === 'journal' ? await this.#journalIn(consumer, store).checkpoints() : await this.#checkpoints.of(store);
    return stored.map(({ position, parked }, shard) => ({ position: Math.max(position, said.at(store, shard)), parked }));
  }

  async reach(builds: readonly string[], positions: ReadonlyMap<number, number>): Promise<void> {
    await this.#reached.say(
      builds.flatMap((build) => this.#opened.get(build) ?? []),
      positions,
    );
  }

  async served(): Promise<readonly ServedBuild[]> {
    const [served, said, parked] = await Promise.all([this.#registry.served(), this.#reached.all(), this.#checkpoints.parked()]);
    return served.map(({ view, version, build, store }) => ({
      view,
      version,
      build,
      positions: Array.from({ length: shardCount }, (_, shard) => said.at(store, shard)),
      parked: parked.get(store) ?? [],
    }));
  }

  async saveCheckpoints(consumer: string, positions: ReadonlyMap<number, number>): Promise<void> {
    await this.#checkpoints.advance(named(consumer), { positions });
  }

  async active(view: string): Promise<string | null> {
    return this.#registry.active(view);
  }

  async activate(view: string, build: string): Promise<void> {
    await this.#registry.activate(view, build);
  }

  async builds(): Promise<readonly StoredBuild[]> {
    return this.#registry.builds();
  }

  async drop(build: string): Promise<void> {
    const removed = await this.#registry.remove(build);
    if (removed) await this.#dropStore(removed);
  }

  async #dropStore({ store }: RegisteredBuild): Promise<void> {
    for (const name of collectionsOf(store)) await this.#db.dropCollection(name);
    await this.#checkpoints.forget(store);
  }

  /** Drops collections of builds that are not registered any more. */
  async sweep(): Promise<void> {
    const collections = await this.#db.listCollections({}, { nameOnly: true }).toArray();
    const known = await this.#registry.stores();
    for (const { name } of collections) {
      const store = /^(?:documents|journal|pieces)_([0-9a-f]{24})$/.exec(name)?.[1];
      if (store !== undefined && !known.has(store) && isAbandoned(store)) await this.#db.dropCollection(name);
    }
    await this.#reached.sweep();
  }

  async claim(name: string, claim: ClaimWrite): Promise<number | null> {
    return this.#claims.claim(name, claim);
  }

  async unclaim(name: string, owner: string): Promise<void> {
    await this.#claims.unclaim(name, owner);
  }

  async claims(): Promise<readonly Claim[]> {
    return this.#claims.all();
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

const named = (consumer: string): string => `consumer ${consumer}`;

function collectionsOf(store: string): readonly string[] {
  return [`documents_${store}`, `journal_${store}`, `pieces_${store}`];
}

function isAbandoned(store: string): boolean {
  return ObjectId.createFromHexString(store).getTimestamp().getTime() < Date.now() - abandonedAfterMs;
}
