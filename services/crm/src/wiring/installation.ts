import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { backUpLog, openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import type { JournalView } from '@zongheng/kernel';
import {
  CommandDispatcher,
  CommandRunner,
  httpAdapter,
  InstallationTime,
  type KitOptions,
  PinoLogger,
  ProjectionsModule,
  prepareHttp,
  ServedDocuments,
  snapshotsIn,
} from '@zongheng/nest-kit';
import { PlanReminders } from '@zongheng/planning-api';
import type { DueList } from '@zongheng/policy';
import {
  apiInfo,
  backUpIdentityKey,
  catalogue,
  dueListOf,
  found,
  foundedAs,
  type Founding,
  InstallationModule,
  InstallationRates,
  InstallationTrees,
  openIdentityKeys,
  ProductModule,
  type ProductParts,
  startPolicies,
} from '@zongheng/product';
import { views } from '@zongheng/product/views';
import { EventLookup, JournalReaders, PastDocuments, ProjectorClient, threadCompactor } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { addressSaid, Closing, wallClock } from '@zongheng/service-kit';
import type { Configuration } from '../configuration.ts';
import { OperationsModule } from '../operations/operations.module.ts';
import { Operations } from '../operations/operations.ts';
import { publishAddress, withdrawAddress } from './address.ts';
import { foldersIn } from './engines.ts';
import { InstallationReading } from './reading.ts';
import { readModelsOf } from './views-folder.ts';

/** A running installation. */
export interface Installation {
  readonly url: string;
  /** Ends what is under way, then lets go of the data folder. */
  stop(): Promise<void>;
}

@Module({})
class EmbeddedModule {
  static of(kit: KitOptions, parts: ProductParts, founding: Founding, ...operated: readonly DynamicModule[]): DynamicModule {
    return { module: EmbeddedModule, imports: [ProductModule.of(kit, parts), InstallationModule.of(founding), ...operated] };
  }
}

const logger = new Logger('installation');

/**
 * Opens the data folder and serves it.
 * @throws StoreError STORE.OWNED where another process has the folder, STORE.CORRUPT where the log is damaged.
 */
export async function startInstallation(configuration: Configuration): Promise<Installation> {
  const closing = new Closing();
  try {
    const folders = foldersIn(configuration.dataDir);
    const store = await openSqliteEventStore({ folder: folders.log, clock: wallClock });
    closing.add(() => store.close());
    return { url: await serve(configuration, store, closing), stop: () => closing.all() };
  } catch (error) {
    await closing.all();
    throw error;
  }
}

async function serve(
  { dataDir, host, port, logLevel, founding }: Configuration,
  store: SqliteEventStore,
  closing: Closing,
): Promise<string> {
  const founded = await foundedAs(store);
  const time = new InstallationTime(wallClock, (founded ?? founding).timeZone);
  readModelsOf(store.epoch, foldersIn(dataDir).views);
  const identityKeys = await openIdentityKeys(dataDir, store);
  const read = await openReading(dataDir, closing);
  let dueList: DueList | null = null;
  const operations = new Operations({
    async backup(file) {
      const summary = await backUpLog({ folder: foldersIn(dataDir).log, file });
      backUpIdentityKey(dataDir, file);
      return summary;
    },
    due: async () => (await dueList?.run()) ?? [],
    urge: () => app.get(PlanReminders, { strict: false }).urge(time.dateOf(time.now())),
  });
  const kit: KitOptions = {
    store,
    catalogue,
    time,
    writers: 'one',
    readStore: read.store,
    progress: read.reading,
    snapshots: snapshotsIn(read.store),
  };
  const parts = {
    lookup: new EventLookup(store),
    journals: read.journals,
    past: new PastDocuments(store),
    trees: new InstallationTrees(store),
    rates: new InstallationRates(store),
    identityKeys,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    EmbeddedModule.of(
      kit,
      parts,
      founded ?? founding,
      OperationsModule.of(operations),
      ProjectionsModule.of(
        read.projector,
        views.map(({ name }) => name),
      ),
    ),
    httpAdapter(),
    {
      bodyParser: false,
      logger: new PinoLogger({ level: logLevel }),
    },
  );
  closing.add(() => app.close());
  prepareHttp(app, apiInfo);
  await app.init();
  const dispatcher = app.get(CommandDispatcher);
  await found(dispatcher, store, founding);
  const policies = await startPolicies({
    feed: inProcessFeed(store),
    log: store,
    store: read.store,
    reads: { documents: app.get(ServedDocuments), streams: app.get(CommandRunner) },
    dispatcher,
    progress: read.projector.progress,
    identityKeys,
    onTrouble: (policy, trouble) => logger.warn(`${policy}: ${trouble}`),
  });
  closing.add(() => policies.stop());
  const calendar = dueListOf({
    log: store,
    dispatcher,
    progress: read.projector.progress,
    get: (provided) => app.get(provided, { strict: false }),
    today: () => time.dateOf(time.now()),
    onTrouble: (duty, trouble) => logger.warn(`${duty}: ${trouble}`),
  });
  closing.add(() => calendar.stop());
  dueList = calendar;
  calendar.start();
  await app.listen(port, host);
  const url = addressSaid(await app.getUrl());
  publishAddress(dataDir, { pid: process.pid, url });
  closing.add(() => withdrawAddress(dataDir));
  return url;
}

/** Everything that reading rests on: the projecting thread, the read models, the journals in memory. */
async function openReading(dataDir: string, closing: Closing) {
  const trouble = (what: string) => (error: unknown) => logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const store = await openSqliteReadStore({ folder: foldersIn(dataDir).views });
  closing.add(() => store.close());
  const compactor = threadCompactor();
  closing.add(() => compactor.close());
  let journals: JournalReaders | null = null;
  const projector = await ProjectorClient.start(
    {
      engines: { module: siblingModule('engines'), config: { dataDir } },
      views: { module: import.meta.resolve('@zongheng/product/views') },
    },
    {
      readersMoved: async (view, build) => journals?.moveTo(view, build),
      onTrouble: ({ build, state, error }) => logger.warn(`${build ?? 'the projector'} is ${state}: ${error}`),
    },
  );
  closing.add(() => projector.stop());
  journals = await JournalReaders.open(
    views.filter((view): view is JournalView => view.kind === 'journal'),
    {
      store,
      progress: projector.progress,
      compactor,
      onFailure: (view, error) => trouble(view)(error),
    },
  );
  const opened = journals;
  closing.add(() => opened.close());
  const reading = new InstallationReading(projector, opened);
  closing.add(() => reading.close());
  return { store, projector, journals: opened, reading };
}

/** The URL of a module beside this one, as source or built, whichever this file is. */
function siblingModule(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
}
