import { join } from 'node:path';
import { freePorts, type ServerPlan } from './server.ts';

/** What one append may hold; the default of 1 MiB is less than a bulk import appends at once. */
const appendBytesMax = 8 * 1024 * 1024;

/** What the double lacks of EventStoreDB: suites on it say so. The adapter uses none of it. */
export const doubleLacks = ['deleting streams', 'links', 'replication'];

/** EventStoreDB itself cannot be had from package registries. */
export async function doublePlan(folder: string): Promise<ServerPlan> {
  const [port = 0] = await freePorts(1);
  const own = join(folder, 'eventstoredb');
  const program = join(import.meta.dirname, '../eventstore/double/main.ts');
  const options = JSON.stringify({ folder: join(own, 'data'), port, sizeMax: appendBytesMax });
  const args = ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning', program, options];
  return { name: 'eventstoredb', folder: own, port, command: process.execPath, args };
}

export async function eventStoreContainer(): Promise<{ readonly title: string; readonly address: string; stop(): Promise<void> }> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const image = 'eventstore/eventstore:23.10.1-jammy';
  const port = 2113;
  const container = await new GenericContainer(image)
    .withEnvironment({ EVENTSTORE_INSECURE: 'true', EVENTSTORE_CLUSTER_SIZE: '1', EVENTSTORE_MAX_APPEND_SIZE: String(appendBytesMax) })
    .withExposedPorts(port)
    .withWaitStrategy(Wait.forHttp('/health/live', port).forStatusCode(204))
    .start();
  const address = `esdb://${container.getHost()}:${container.getMappedPort(port)}?tls=false`;
  return { title: `a container of ${image}`, address, stop: async () => void (await container.stop()) };
}
