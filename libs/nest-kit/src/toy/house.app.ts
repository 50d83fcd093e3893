import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@zongheng/event-store';
import { InstallationTime } from '../commands/installation-time.ts';
import { httpAdapter } from '../http/http-adapter.ts';
import { prepareHttp } from '../http/prepare-http.ts';
import { KitModule, type KitOptions } from '../module/kit-module.ts';
import { houseModule } from './house.module.ts';
import { houseCatalogue, houseNow } from './house.plans.ts';
import { newStore } from './house.runner.ts';

/** The house over HTTP, without a socket. */
export async function houseApp(
  more: Partial<KitOptions> = {},
  modules: readonly DynamicModule[] = [houseModule()],
): Promise<{ app: NestFastifyApplication; store: EventStore }> {
  const store = more.store ?? newStore();
  const time = new InstallationTime(() => houseNow, 'Asia/Shanghai');
  const kit = KitModule.forRoot({ catalogue: houseCatalogue, time, ...more, store });
  class HouseApp {}
  const root: DynamicModule = { module: HouseApp, imports: [kit, ...modules] };
  const options = { bodyParser: false, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), options);
  prepareHttp(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, store };
}
