import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiInfo, ReadinessCheck } from '@zongheng/nest-kit';
import type { Closing } from './closing.ts';
import type { LogLevel } from './listening.ts';

export interface ApplicationOptions {
  readonly logLevel: LogLevel;
  /** What must be well for the service to be of use, besides what its modules say. */
  readonly checks: readonly ReadinessCheck[];
  /** What its documentation says of it; nothing where it has no API of its own. */
  readonly info?: ApiInfo;
}

/** Puts an application together, ready to listen. It ends what is under way when it is closed. */
export async function createApplication(
  module: DynamicModule,
  { logLevel, checks, info }: ApplicationOptions,
  closing: Closing,
): Promise<NestFastifyApplication> {
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { httpAdapter, PinoLogger, prepareHttp, Readiness } = await import('@zongheng/nest-kit');
  const app = await NestFactory.create<NestFastifyApplication>(module, httpAdapter(), {
    bodyParser: false,
    logger: new PinoLogger({ level: logLevel }),
  });
  closing.add(() => app.close());
  prepareHttp(app, info);
  for (const check of checks) app.get(Readiness, { strict: false }).add(check);
  await app.init();
  return app;
}

/** @returns the address it listens on, as people write it */
export async function listen(
  app: NestFastifyApplication,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  await app.listen(port, host);
  return addressSaid(await app.getUrl());
}

export function addressSaid(url: string): string {
  return url.replace('[::1]', 'localhost');
}
