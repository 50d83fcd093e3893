import type { DynamicModule } from '@nestjs/common';
import type { EventStore } from '@zongheng/event-store';
import type { Instant, JournalView } from '@zongheng/kernel';
import { InstallationTime, type Metrics, type Served, snapshotsIn, StandingViews } from '@zongheng/nest-kit';
import { EventLookup, JournalReaders, PastDocuments, type Progress, StoredProgress, threadCompactor } from '@zongheng/projection';
import type { ReadStore } from '@zongheng/read-store';
import { type HashedIdentities, identityKeysOf } from './identity-keys.ts';
import { ProductModule } from './product-module.ts';
import { InstallationRates, InstallationTrees } from './trees.ts';
import { views } from './views.ts';
import { catalogue } from './vocabulary.ts';

/** What a service has of the product where others run the rest of it, on engines that they share. */
export interface SharedEngines {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly clock: () => Instant;
  /** The time zone of business dates. */
  readonly timeZone: string;
  /** The key by which identities are named. */
  readonly identityKey: string;
  readonly serves: Served;
  /** The journals that are read here: their columns are held in memory. */
  readonly journals: readonly JournalView[];
  readonly metrics: Metrics;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface OpenedProduct {
  readonly module: DynamicModule;
  readonly time: InstallationTime;
  readonly identityKeys: HashedIdentities;
  /** Where the views stand, as the projectors say in the read store. */
  readonly progress: Progress;
  close(): Promise<void>;
}

/** Opens the product over engines that other processes write to as well. @throws Error where the identity key is not the log's */
export async function openProduct(engines: SharedEngines): Promise<OpenedProduct> {
  const { log, readStore, clock, timeZone, serves, metrics, onTrouble } = engines;
  const time = new InstallationTime(clock, timeZone);
  const identityKeys = await identityKeysOf(engines.identityKey, log);
  const progress = await StoredProgress.open({ store: readStore, views, onFailure: (error) => onTrouble('where the views stand', error) });
  const compactor = threadCompactor();
  const journals = await JournalReaders.open(engines.journals, { store: readStore, progress, compactor, onFailure: onTrouble });
  const kit = {
    store: log,
    catalogue,
    time,
    writers: 'many',
    readStore,
    progress: new StandingViews(progress, journals),
    snapshots: snapshotsIn(readStore),
    serves,
    metrics,
  } as const;
  const parts = {
    lookup: new EventLookup(log),
    journals,
    past: new PastDocuments(log),
    trees: new InstallationTrees(log),
    rates: new InstallationRates(log),
    identityKeys,
  };
  return {
    module: ProductModule.of(kit, parts),
    time,
    identityKeys,
    progress,
    async close() {
      progress.close();
      await journals.close();
      await compactor.close();
    },
  };
}
