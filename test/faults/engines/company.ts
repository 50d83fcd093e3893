import { randomBytes } from 'node:crypto';
import type { EventStore } from '@zongheng/event-store';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { ensureTopic } from '@zongheng/event-feed-kafka';
import type { ReadStore } from '@zongheng/read-store';
import { openMongoReadStore } from '@zongheng/read-store-mongodb';
import { wallClock } from '@zongheng/service-kit';
import type { Chance } from './chance.ts';
import type { Ground } from './ground.ts';
import { Load } from './load.ts';
import type { Place } from './programs/place.ts';
import { type Proxy, proxyTo } from './proxy.ts';
import { type Role, startRole } from './role.ts';

/** How many partitions a topic of a scenario has. */
export const partitions = 4;

export interface Crew {
  /** How many relays run (default 1), and what is loaded into them before. */
  readonly relays?: number;
  readonly intoRelays?: readonly string[];
  /** What each projector is told besides its place: one for each (default one that is told nothing). */
  readonly projectors?: readonly object[];
}

/** A small company at work: writers, a log, a topic and read models of its own on the shared engines, and the processes between them. */
export interface Company {
  readonly ground: Ground;
  readonly chance: Chance;
  readonly place: Place;
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly load: Load;
  readonly relays: readonly Role[];
  readonly projectors: readonly Role[];
  /** On the way from the projectors to the read store. */
  readonly toReadStore: Proxy;
  /** Starts another projector. */
  join(told?: object): Promise<Role>;
  close(): Promise<void>;
}

export async function openCompany(ground: Ground, chance: Chance, seed: number, crew: Crew): Promise<Company> {
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const toReadStore = await proxyTo(ground.mongodb.port);
  const url = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const place: Place = {
    eventstore: ground.eventstore.url,
    namespace: name,
    brokers: ground.kafka.brokers,
    topic: name,
    mongodb: url(toReadStore.port),
    database: name,
  };
  await ensureTopic({ brokers: [place.brokers], clientId: 'faults', topic: name }, { partitions, replication: 1, retentionMs: -1 });
  const log = await openEventStoreDb({ connectionString: place.eventstore, namespace: name, clock: wallClock });
  const readStore = await openMongoReadStore({ url: url(ground.mongodb.port), database: name });
  const relays: Role[] = [];
  for (let count = 0; count < (crew.relays ?? 1); count += 1) relays.push(await startRole('relaying', place, crew.intoRelays));
  const projectors: Role[] = [];
  // One after the other: the first one makes what all of them fold into.
  for (const told of crew.projectors ?? [{}]) projectors.push(await startRole('projecting', { ...place, ...told }));
  const load = new Load(log, seed);
  return {
    ground,
    chance,
    place,
    log,
    readStore,
    load,
    relays,
    projectors,
    toReadStore,
    async join(told = {}) {
      const projector = await startRole('projecting', { ...place, ...told });
      projectors.push(projector);
      return projector;
    },
    async close() {
      await Promise.all([...relays, ...projectors].map((role) => role.kill()));
      await toReadStore.stop();
      await readStore.close();
      await log.close();
    },
  };
}
