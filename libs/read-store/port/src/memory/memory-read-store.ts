import type { CollectionSpec } from '../documents.ts';
import { ReadStoreError } from '../errors.ts';
import type { JournalSpec } from '../journals.ts';
import type { ReadStore, StoredBuild } from '../read-store.ts';
import { checkSameSpec, describedSpec } from '../spec.ts';
import { type MemoryCheckpoints, advance, allCheckpoints } from './memory-checkpoints.ts';
import { type HeldCollection, memoryCollection } from './memory-collection.ts';
import { type HeldJournal, memoryJournal } from './memory-journal.ts';

type Held =
  { readonly kind: 'collection'; readonly collection: HeldCollection } | { readonly kind: 'journal'; readonly journal: HeldJournal };

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
}

export function readMemory(): ReadMemory {
  return { builds: new Map(), active: new Map(), consumers: new Map() };
}

/** A read store for specs: it answers as every other adapter does, and keeps everything in memory. */
export function memoryReadStore(memory: ReadMemory = readMemory()): ReadStore {
  const { builds, active, consumers } = memory;
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
      return memoryCollection(spec, build.held.collection, () => finishLoad(builds, build));
    }),
    journal: guarded((spec) => {
      const build = stored(builds, spec, false, () => ({
        kind: 'journal',
        journal: { segments: new Map(), tails: new Map(), parked: new Map() },
      }));
      if (build.held.kind !== 'journal') throw otherKind(spec.build);
      return memoryJournal(spec.build, build.held.journal);
    }),
    checkpoints: guarded((consumer) => allCheckpoints(checkpointsOf(memory, consumer))),
    saveCheckpoints: guarded((consumer, positions) => {
      const checkpoints = consumers.get(consumer) ?? new Map();
      consumers.set(consumer, checkpoints);
      advance(checkpoints, { positions });
    }),
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

function checkpointsOf({ builds, consumers }: ReadMemory, consumer: string): MemoryCheckpoints | undefined {
  const held = builds.get(consumer)?.held;
  if (held?.kind === 'collection') return held.collection.checkpoints;
  if (held?.kind !== 'journal') return consumers.get(consumer);
  const { tails, parked } = held.journal;
  return new Map([...tails].map(([shard, position]) => [shard, { position, parked: parked.get(shard) ?? [] }]));
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
