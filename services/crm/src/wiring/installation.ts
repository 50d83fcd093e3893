import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { customersModule } from '@zongheng/customers-api';
import { openSqliteEventStore } from '@zongheng/event-store-sqlite';
import { CommandDispatcher, httpAdapter, InstallationTime, KitModule, type KitOptions, prepareHttp } from '@zongheng/nest-kit';
import { organisationModule } from '@zongheng/organisation-api';
import { ProjectorClient } from '@zongheng/projection';
import { salesModule } from '@zongheng/sales-api';
import type { Configuration } from '../configuration.ts';
import { publishAddress, withdrawAddress } from './address.ts';
import { wallClock } from './clock.ts';
import { foldersIn } from './engines.ts';
import { found, foundedAs } from './founding.ts';
import { catalogue } from './vocabulary.ts';

/** A running installation. */
export interface Installation {
  readonly url: string;
  /** Ends what is under way, then lets go of the data folder. */
  stop(): Promise<void>;
}

@Module({})
class InstallationModule {
  static of(options: KitOptions): DynamicModule {
    return { module: InstallationModule, imports: [KitModule.forRoot(options), organisationModule, customersModule, salesModule] };
  }
}

/**
 * Opens the data folder and serves it.
 * @throws StoreError STORE.OWNED where another process has the folder, STORE.CORRUPT where the log is damaged.
 */
export async function startInstallation(configuration: Configuration): Promise<Installation> {
  const { dataDir, host, port } = configuration;
  const store = await openSqliteEventStore({ folder: foldersIn(dataDir).log, clock: wallClock });
  const closing: (() => Promise<void>)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const founded = await foundedAs(store);
    const founding = founded ?? configuration.founding;
    const time = new InstallationTime(wallClock, founding.timeZone);
    const projector = await ProjectorClient.start({
      engines: { module: siblingModule('engines'), config: { dataDir } },
      views: { module: siblingModule('views') },
    });
    closing.push(() => projector.stop());
    const app = await NestFactory.create<NestFastifyApplication>(
      InstallationModule.of({ store, catalogue, time, writers: 'one' }),
      httpAdapter(),
      {
        bodyParser: false,
        logger: configuration.logLevel === 'silent' ? false : ['error', 'fatal', 'warn'],
      },
    );
    closing.push(() => app.close());
    prepareHttp(app);
    await app.init();
    if (!founded) await found(app.get(CommandDispatcher), founding);
    await app.listen(port, host);
    const url = (await app.getUrl()).replace('[::1]', 'localhost');
    publishAddress(dataDir, { pid: process.pid, url });
    closing.push(async () => withdrawAddress(dataDir));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The URL of a module beside this one, as source or built, whichever this file is. */
function siblingModule(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
}
