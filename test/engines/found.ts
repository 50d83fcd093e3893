import { rmSync } from 'node:fs';
import { type EngineName, type Engine, engines } from './engines.ts';
import { startServer } from './server.ts';

/** An engine to run suites on. */
export interface FoundEngine {
  readonly name: EngineName;
  /** What it is and where it comes from, in words. */
  readonly title: string;
  /** The value of its variable. */
  readonly address: string;
  stop(): Promise<void>;
}

export type Say = (line: string) => void;

/**
 * Finds an engine: what the environment names, else a container where a container engine answers, else a server started here without one.
 * @param folder for the data of servers that are started here
 * @throws Error that says what was tried, where there is none
 */
export async function findEngine(name: EngineName, folder: string, say: Say): Promise<FoundEngine> {
  const { variable, container } = engines[name];
  const given = process.env[variable];
  if (given !== undefined && given !== '') return { name, title: `what ${variable} names`, address: given, stop: async () => undefined };
  if (await hasContainers()) {
    const { title, address, stop } = await container();
    return { name, title, address, stop };
  }
  return provisioned(name, engines[name], folder, say);
}

async function provisioned(name: EngineName, { plans, address, title, lacks }: Engine, folder: string, say: Say): Promise<FoundEngine> {
  const servers = await Promise.all((await plans(folder, 1, say)).map(startServer));
  return {
    name,
    title: `${title}, started here${lacks.length === 0 ? '' : `; it lacks ${lacks.join(', ')}`}`,
    address: address(servers.map(({ plan }) => plan)),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      for (const { plan } of servers) rmSync(plan.folder, { recursive: true, force: true });
    },
  };
}

/** Whether a container engine answers: a client on the path proves nothing. */
async function hasContainers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}
