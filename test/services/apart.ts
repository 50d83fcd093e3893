import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from '../engines/server.ts';
import { Api } from '../running/api.ts';
import type { Environment } from '../running/program.ts';
import { addressOf, gatewayName, type Plans, type ServiceName, servicePlans, startServices } from './plans.ts';

/** An installation whose services run apart, on the engines of the environment: a log, a topic and read models of its own in them. */
export interface ApartInstallation {
  /** Everything, at one address. */
  readonly api: Api;
  /** What names its engines. */
  readonly engines: Readonly<Record<EngineSetting, string>>;
  urlOf(service: ServiceName): string;
  stop(): Promise<void>;
}

export type EngineSetting =
  'EVENTSTORE_URL' | 'EVENTSTORE_NAMESPACE' | 'KAFKA_BROKERS' | 'KAFKA_TOPIC' | 'KAFKA_PARTITIONS' | 'MONGODB_URL' | 'MONGODB_DATABASE';

/** What names a log, a topic and read models that nobody has used yet, in the engines of the environment. @throws Error where one is not named */
export function freshEngines(): ApartInstallation['engines'] {
  const name = `t${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  return {
    EVENTSTORE_URL: named('EVENTSTORE_URL'),
    EVENTSTORE_NAMESPACE: name,
    KAFKA_BROKERS: named('KAFKA_BROKERS'),
    KAFKA_TOPIC: `${name}.events`,
    KAFKA_PARTITIONS: '4',
    MONGODB_URL: named('MONGODB_URL'),
    MONGODB_DATABASE: name,
  };
}

/** Starts one. @throws Error where an engine is not named, or a service does not come up */
export async function startApart(more: Environment = {}): Promise<ApartInstallation> {
  const engines = freshEngines();
  const folder = join(tmpdir(), `zongheng-${engines.EVENTSTORE_NAMESPACE}`);
  const plans: Plans = await servicePlans(folder, { ...engines, ...more });
  const servers: readonly Server[] = await startServices(plans);
  return {
    api: new Api(addressOf(plans[gatewayName].port)),
    engines,
    urlOf: (service) => addressOf(plans[service].port),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function named(variable: string): string {
  const address = process.env[variable];
  if (!address) throw new Error(`${variable} is not set: npm run test:engines sets it`);
  return address;
}
