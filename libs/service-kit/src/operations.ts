import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Metrics, ReadinessCheck } from '@zongheng/nest-kit';
import type { Closing } from './closing.ts';
import type { LogLevel } from './listening.ts';

export interface OperationsOptions {
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly metrics: Metrics;
  /** What must be well for the service to be of use. */
  readonly checks: readonly ReadinessCheck[];
}

/**
 * Serves `health/live`, `health/ready` and `metrics` of a service that has no API of its own, and brings Nest's logger to its own form.
 * @returns the address it listens on
 */
export async function serveOperations({ host, port, logLevel, metrics, checks }: OperationsOptions, closing: Closing): Promise<string> {
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const { httpAdapter, KitModule, PinoLogger, prepareHttp, Readiness } = await import('@zongheng/nest-kit');
  const app = await NestFactory.create<NestFastifyApplication>(KitModule.forOperations(metrics), httpAdapter(), {
    bodyParser: false,
    logger: new PinoLogger({ level: logLevel }),
  });
  closing.add(() => app.close());
  prepareHttp(app);
  for (const check of checks) app.get(Readiness).add(check);
  await app.listen(port, host);
  return addressSaid(await app.getUrl());
}

/** An address as people write it. */
export function addressSaid(url: string): string {
  return url.replace('[::1]', 'localhost');
}
