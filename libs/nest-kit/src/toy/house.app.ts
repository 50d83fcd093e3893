import type { DynamicModule, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@zongheng/event-store';
import { InstallationTime } from '../commands/installation-time.ts';
import { httpAdapter } from '../http/http-adapter.ts';
import { prepareHttp } from '../http/prepare-http.ts';
import { Metrics } from '../operations/metrics.ts';
import { KitModule, type KitOptions } from '../module/kit-module.ts';
import { houseModule } from './house.module.ts';
import { houseCatalogue, houseNow } from './house.plans.ts';
import { HouseReader } from './house.reader.ts';
import { newStore } from './house.runner.ts';

export interface House {
  readonly app: NestFastifyApplication;
  readonly store: EventStore;
  readonly reader: HouseReader;
}

/** The house over HTTP, without a socket. */
export async function houseApp(
  more: Partial<KitOptions> = {},
  given?: readonly DynamicModule[],
  logger: LoggerService | false = false,
): Promise<House> {
  const store = more.store ?? newStore();
  const reader = new HouseReader();
  const modules = given ?? [houseModule(reader)];
  const time = new InstallationTime(() => houseNow, 'Asia/Shanghai');
  const kit = KitModule.forRoot({
    catalogue: houseCatalogue,
    time,
    metrics: new Metrics({ process: false }),
    readStore: reader.store,
    progress: reader.progress,
    patienceMs: 300,
    ...more,
    store,
  });
  class HouseApp {}
  const root: DynamicModule = { module: HouseApp, imports: [kit, ...modules] };
  const options = { bodyParser: false, logger, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), options);
  prepareHttp(app, { title: 'The house', version: '1', description: 'Rooms and lamps: what the kit is told with.' });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, store, reader };
}
