import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { made } from '../engines/cache.ts';
import { freePorts, type Server, type ServerPlan, startServer } from '../engines/server.ts';
import { type Environment, root } from '../running/program.ts';

/** Every service of an installation, in the order in which they are started: who begins the log, who makes the topic, the others. */
export const serviceNames = ['command-api', 'relay', 'projector', 'automation', 'query-api'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One address for all of them. */
export const gatewayName = 'gateway';

export type Plans = Readonly<Record<ServiceName | typeof gatewayName, ServerPlan>>;

const program = (path: string): readonly string[] => [
  '--conditions=@zongheng/source',
  '--import',
  join(root, 'deploy/run/source.mjs'),
  join(root, path),
];

/**
 * How the services of one installation are started: on loopback and free ports, each with its log in a folder of its own.
 * @param environment names the engines and what of them is this installation's
 * @param gatewayPort the port of the one address; 0 takes a free one
 */
export async function servicePlans(folder: string, environment: Environment, gatewayPort = 0): Promise<Plans> {
  const ports = await freePorts(serviceNames.length + 1);
  const portOf = (name: ServiceName): number => ports[serviceNames.indexOf(name)] ?? 0;
  const own = { KAFKA_REPLICATION: '1', LOG_LEVEL: 'warn', HOST: '127.0.0.1', IDENTITY_KEY_FILE: identityKeyIn(folder), ...environment };
  const planOf = (name: ServiceName): ServerPlan => ({
    name,
    folder: join(folder, name),
    port: portOf(name),
    command: process.execPath,
    args: program(`services/${name}/src/main.ts`),
    environment: { ...own, PORT: String(portOf(name)) },
  });
  const port = gatewayPort === 0 ? (ports.at(-1) ?? 0) : gatewayPort;
  const gateway: ServerPlan = {
    name: gatewayName,
    folder: join(folder, gatewayName),
    port,
    command: process.execPath,
    args: [
      ...program('test/services/gateway.main.ts'),
      ...(['command-api', 'query-api', 'projector'] as const).map((name) => addressOf(portOf(name))),
      String(port),
    ],
  };
  const plans = Object.fromEntries(serviceNames.map((name) => [name, planOf(name)])) as Record<ServiceName, ServerPlan>;
  return { ...plans, [gatewayName]: gateway };
}

/** Starts all services of some plans. @throws Error with the end of its log where one does not come up; those before it are stopped */
export async function startServices(plans: Plans, onStarted: (server: Server) => void = () => undefined): Promise<readonly Server[]> {
  const started: Server[] = [];
  const start = async (name: keyof Plans): Promise<void> => {
    const server = await startServer(plans[name]);
    started.push(server);
    onStarted(server);
  };
  try {
    await start('command-api');
    await start('relay');
    // All of them are waited for, also where one does not come up: what is started must be stopped then.
    const starting = await Promise.allSettled((['projector', 'automation', 'query-api'] as const).map(start));
    for (const each of starting) if (each.status === 'rejected') throw each.reason;
    await start(gatewayName);
    return started;
  } catch (error) {
    await Promise.all(started.map((server) => server.stop()));
    throw error;
  }
}

export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The key of the installation whose services stand in a folder; made with the first of them. */
function identityKeyIn(folder: string): string {
  const file = join(made(folder), 'identity.key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return file;
}
