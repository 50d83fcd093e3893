import { shardCount } from '@zongheng/kernel';
import type { CollectionSpec } from '../documents.ts';
import { ReadStoreError } from '../errors.ts';
import type { JournalSpec } from '../journals.ts';
import type { Claim, ReadStore, ServedBuild, StoredBuild } from '../read-store.ts';
import { checkSameSpec, describedSpec } from '../spec.ts';
import { type MemoryCheckpoints, advance, allCheckpoints } from './memory-checkpoints.ts';
import { type HeldCollection, memoryCollection } from './memory-collection.ts';
import { type HeldJournal, memoryJournal } from './memory-journal.ts';

type Held =
  { readonly kind: 'collection'; readonly collection: HeldCollection } | { readonly kind: 'journal'; readonly journal: HeldJournal };

interface HeldClaim extends Claim {
  readonly until: number;
  readonly number: number;
}

interface HeldBuild {
  readonly stored: StoredBuild;
  readonly described: string;
  readonly held: Held;
}

/** What outlives the stores opened on it, as a folder does. */
export interface ReadMemory {
  readonly builds: Map<string, HeldBuild>;
  readonly active: Map<string, string>;
  readonly consumers: Map<string, MemoryCheckpoints>;
  readonly claims: Map<string, HeldClaim>;
  /** What is said of builds, by what they hold: one made anew under the same name has nothing of it. */
  readonly reached: WeakMap<Held, Map<number, number>>;
}

export function readMemory(): ReadMemory {
  return { builds: new Map(), active: new Map(), consumers: new Map(), claims: new Map(), reached: new WeakMap() };
}

/** A read store for specs: it answers as every other adapter does, and keeps everything in memory. */
export function memoryReadStore(memory: ReadMemory = readMemory()): ReadStore {
  const { builds, active, consumers } = memory;
  const opened = new Map<string, Held>();
  let open = true;
  const guarded = <Given extends unknown[], Answer>(step: (...given: Given) => Answer) => {
    return async (...given: Given): Promise<Answer> => {
      if (!open) throw new ReadStoreError('READ_STORE.CLOSED', 'the read store is closed', 'open it again');
      return step(...given);
    };
  };
  return {
    collection: guarded((spec, opening) => {
      const bulk = opening?.bulk === true;
      if (bulk && builds.get(spec.build)?.stored.loading) builds.delete(spec.build);
      const build = stored(builds, spec, bulk, () => ({
        kind: 'collection',
        collection: { documents: new Map(), checkpoints: new Map() },
      }));
      if (build.stored.loading && !bulk) throw loading(spec.build);
      if (build.held.kind !== 'collection') throw otherKind(spec.build);
      opened.set(spec.build, build.held);
      return memoryCollection(spec, build.held.collection, () => finishLoad(builds, build));
    }),
    journal: guarded((spec) => {
      const build = stored(builds, spec, false, () => ({
        kind: 'journal',
        journal: { segments: new Map(), tails: new Map(), parked: new Map() },
      }));
      if (build.held.kind !== 'journal') throw otherKind(spec.build);
      opened.set(spec.build, build.held);
      return memoryJournal(spec.build, build.held.journal);
    }),
    checkpoints: guarded((consumer) => allCheckpoints(checkpointsOf(memory, consumer))),
    saveCheckpoints: guarded((consumer, positions) => {
      const checkpoints = consumers.get(consumer) ?? new Map();
      consumers.set(consumer, checkpoints);
      advance(checkpoints, { positions });
    }),
    reach: guarded((names, positions) => {
      for (const name of names) {
        const held = opened.get(name);
        if (!held) continue;
        const reached = memory.reached.get(held) ?? new Map<number, number>();
        memory.reached.set(held, reached);
        for (const [shard, position] of positions) reached.set(shard, Math.max(reached.get(shard) ?? 0, position));
      }
    }),
    served: guarded(() => [...active.keys()].sort().flatMap((view) => servedOf(memory, view))),
    active: guarded((view) => active.get(view) ?? null),
    activate: guarded((view, build) => {
      const found = builds.get(build)?.stored;
      if (found?.view !== view) throw unknown(view, build);
      if (found.loading) throw loading(build);
      active.set(view, build);
    }),
    builds: guarded(() => [...builds.values()].map((build) => build.stored).sort((one, other) => (one.build < other.build ? -1 : 1))),
    drop: guarded((build) => {
      if ([...active.values()].includes(build))
        throw new ReadStoreError('READ_STORE.SERVED', `${build} is served`, 'activate another build first');
      builds.delete(build);
    }),
    claim: guarded((name, { owner, forMs, note }) => {
      const before = memory.claims.get(name);
      const isHeld = before !== undefined && before.until > Date.now();
      if (isHeld && before.owner !== owner) return null;
      const number = isHeld ? before.number : (before?.number ?? 0) + 1;
      memory.claims.set(name, { name, owner, note, number, until: Date.now() + forMs });
      return number;
    }),
    unclaim: guarded((name, owner) => {
      const claim = memory.claims.get(name);
      if (claim?.owner === owner) memory.claims.set(name, { ...claim, until: 0 });
    }),
    claims: guarded(() =>
      [...memory.claims.values()]
        .filter(({ until }) => until > Date.now())
        .map(({ name, owner, note }) => ({ name, owner, note }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    ),
    close: async () => {
      open = false;
    },
  };
}

function stored(builds: Map<string, HeldBuild>, spec: CollectionSpec | JournalSpec, bulk: boolean, make: () => Held): HeldBuild {
  const described = describedSpec(spec);
  const known = builds.get(spec.build);
  if (known) {
    checkSameSpec(spec, known.described);
    return known;
  }
  const { view, version, build } = spec;
  const made: HeldBuild = { stored: { view, version, build, loading: bulk }, described, held: make() };
  builds.set(build, made);
  return made;
}

function finishLoad(builds: Map<string, HeldBuild>, opened: HeldBuild): void {
  if (!opened.stored.loading) return;
  const { view, build } = opened.stored;
  const current = builds.get(build);
  if (current?.held !== opened.held) throw unknown(view, build);
  builds.set(build, { ...current, stored: { ...current.stored, loading: false } });
}

function checkpointsOf({ builds, consumers, reached }: ReadMemory, consumer: string): MemoryCheckpoints | undefined {
  const held = builds.get(consumer)?.held;
  if (!held) return consumers.get(consumer);
  const checkpoints = new Map(held.kind === 'collection' ? held.collection.checkpoints : journalCheckpoints(held.journal));
  for (const [shard, position] of reached.get(held) ?? []) {
    const stored = checkpoints.get(shard) ?? { position: 0, parked: [] };
    if (position > stored.position) checkpoints.set(shard, { ...stored, position });
  }
  return checkpoints;
}

function journalCheckpoints({ tails, parked }: HeldJournal): MemoryCheckpoints {
  return new Map([...tails].map(([shard, position]) => [shard, { position, parked: parked.get(shard) ?? [] }]));
}

function servedOf(memory: ReadMemory, view: string): readonly ServedBuild[] {
  const build = memory.builds.get(memory.active.get(view) ?? '');
  if (!build) return [];
  const { version, build: name } = build.stored;
  const reached = memory.reached.get(build.held);
  const positions = Array.from({ length: shardCount }, (_, shard) => reached?.get(shard) ?? 0);
  const parked = allCheckpoints(checkpointsOf(memory, name)).flatMap((checkpoint) => checkpoint.parked);
  return [{ view, version, build: name, positions, parked }];
}

function loading(build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.LOADING', `${build} is being loaded, or its loading broke off`, 'wait, load it anew, or drop it');
}

function unknown(view: string, build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.UNKNOWN_BUILD', `${view} has no build ${build} any more, or not yet`, 'build it first');
}

function otherKind(build: string): ReadStoreError {
  return new ReadStoreError('READ_STORE.SPEC', `${build} is of another kind`, 'raise the version of the view');
}
