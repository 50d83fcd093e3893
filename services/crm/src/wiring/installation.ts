import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { contractsModule } from '@zongheng/contracts-api';
import { customersModule } from '@zongheng/customers-api';
import { backUpLog, openSqliteEventStore, type SqliteEventStore } from '@zongheng/event-store-sqlite';
import type { JournalView } from '@zongheng/kernel';
import {
  CommandDispatcher,
  CommandRunner,
  httpAdapter,
  InstallationTime,
  KitModule,
  type KitOptions,
  PinoLogger,
  prepareHttp,
  snapshotsIn,
  ServedDocuments,
} from '@zongheng/nest-kit';
import { organisationModule } from '@zongheng/organisation-api';
import { EventLookup, JournalReaders, PastDocuments, ProjectorClient, threadCompactor } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { planningModule, PlanReminders } from '@zongheng/planning-api';
import type { DueList } from '@zongheng/policy';
import { receivablesModule } from '@zongheng/receivables-api';
import { salesModule } from '@zongheng/sales-api';
import type { Configuration } from '../configuration.ts';
import { importsModule } from '../imports/imports.module.ts';
import { Operations } from '../operations/operations.ts';
import { publishAddress, withdrawAddress } from './address.ts';
import { wallClock } from './clock.ts';
import { foldersIn } from './engines.ts';
import { found, foundedAs } from './founding.ts';
import { type Globals, GlobalsModule } from './globals.ts';
import { backUpIdentityKey, openIdentityKeys } from './identity-keys.ts';
import { dueListOf } from './due-list.ts';
import { startPolicies } from './policies.ts';
import { InstallationReading } from './reading.ts';
import { InstallationRates, InstallationTrees } from './trees.ts';
import { views } from './views.ts';
import { readModelsOf } from './views-folder.ts';
import { catalogue } from './vocabulary.ts';

/** A running installation. */
export interface Installation {
  readonly url: string;
  /** Ends what is under way, then lets go of the data folder. */
  stop(): Promise<void>;
}

@Module({})
class InstallationModule {
  static of(options: KitOptions, globals: Globals): DynamicModule {
    const contexts = [organisationModule, customersModule, salesModule, contractsModule, planningModule, receivablesModule, importsModule];
    return { module: InstallationModule, imports: [KitModule.forRoot(options), GlobalsModule.of(globals), ...contexts] };
  }
}

const logger = new Logger('installation');

const apiInfo = {
  title: 'Zongheng 纵横',
  version: '1',
  description:
    'An event-sourced CRM core: commands are recorded as events, figures are sums over them, as of any business date and any recorded moment. · 以事件溯源的客户关系管理核心。',
};

/**
 * Opens the data folder and serves it.
 * @throws StoreError STORE.OWNED where another process has the folder, STORE.CORRUPT where the log is damaged.
 */
export async function startInstallation(configuration: Configuration): Promise<Installation> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const folders = foldersIn(configuration.dataDir);
    const store = await openSqliteEventStore({ folder: folders.log, clock: wallClock });
    closing.push(() => store.close());
    return { url: await serve(configuration, store, closing), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Closing = (() => Promise<void> | void)[];

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
  const operations = new Operations(
    read.projector,
    views.map((view) => view.name),
    founded ?? founding,
    {
      async backup(file) {
        const summary = await backUpLog({ folder: foldersIn(dataDir).log, file });
        backUpIdentityKey(dataDir, file);
        return summary;
      },
      due: async () => (await dueList?.run()) ?? [],
      urge: () => app.get(PlanReminders, { strict: false }).urge(time.dateOf(time.now())),
    },
  );
  const kit: KitOptions = {
    store,
    catalogue,
    time,
    writers: 'one',
    readStore: read.store,
    progress: read.reading,
    snapshots: snapshotsIn(read.store),
  };
  const globals = {
    lookup: new EventLookup(store),
    journals: read.journals,
    past: new PastDocuments(store),
    trees: new InstallationTrees(store),
    rates: new InstallationRates(store),
    operations,
    identityKeys,
  };
  const app = await NestFactory.create<NestFastifyApplication>(InstallationModule.of(kit, globals), httpAdapter(), {
    bodyParser: false,
    logger: new PinoLogger({ level: logLevel }),
  });
  closing.push(() => app.close());
  prepareHttp(app, apiInfo);
  await app.init();
  const dispatcher = app.get(CommandDispatcher);
  await found(dispatcher, store, founding);
  const policies = await startPolicies({
    log: store,
    store: read.store,
    reads: { documents: app.get(ServedDocuments), streams: app.get(CommandRunner) },
    dispatcher,
    progress: read.projector.progress,
    identityKeys,
    onTrouble: (policy, trouble) => logger.warn(`${policy}: ${trouble}`),
  });
  closing.push(() => policies.stop());
  const calendar = dueListOf({
    log: store,
    dispatcher,
    progress: read.projector.progress,
    get: (provided) => app.get(provided, { strict: false }),
    today: () => time.dateOf(time.now()),
    onTrouble: (duty, trouble) => logger.warn(`${duty}: ${trouble}`),
  });
  closing.push(() => calendar.stop());
  dueList = calendar;
  calendar.start();
  await app.listen(port, host);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  publishAddress(dataDir, { pid: process.pid, url });
  closing.push(() => withdrawAddress(dataDir));
  return url;
}

/** Everything that reading rests on: the projecting thread, the read models, the journals in memory. */
async function openReading(dataDir: string, closing: Closing) {
  const trouble = (what: string) => (error: unknown) => logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const store = await openSqliteReadStore({ folder: foldersIn(dataDir).views });
  closing.push(() => store.close());
  const compactor = threadCompactor();
  closing.push(() => compactor.close());
  let journals: JournalReaders | null = null;
  const projector = await ProjectorClient.start(
    { engines: { module: siblingModule('engines'), config: { dataDir } }, views: { module: siblingModule('views') } },
    {
      readersMoved: async (view, build) => journals?.moveTo(view, build),
      onTrouble: ({ build, state, error }) => logger.warn(`${build ?? 'the projector'} is ${state}: ${error}`),
    },
  );
  closing.push(() => projector.stop());
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
  closing.push(() => opened.close());
  const reading = new InstallationReading(projector, opened);
  closing.push(() => reading.close());
  return { store, projector, journals: opened, reading };
}

/** The URL of a module beside this one, as source or built, whichever this file is. */
function siblingModule(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
}
