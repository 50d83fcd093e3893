import { configurationOf, type Configuration } from '../configuration.ts';
import { addressIn } from '../wiring/address.ts';
import { exitCodes, Failure } from './failure.ts';
import { HttpClient } from './http-client.ts';

/** An installation to speak to, and how to let go of it. */
export interface Reached {
  readonly client: HttpClient;
  /** Whether it runs by itself, or only for this command. */
  readonly isRunning: boolean;
  release(): Promise<void>;
}

/** Which installation is meant: the one at an address, or that of a data folder. */
export interface Named {
  readonly url?: string;
  readonly dataDir?: string;
}

/**
 * The installation at an address; or that of a data folder: the one that runs, or else one started in this process on a free loopback port, for
 * as long as the command takes. Either way everything goes over HTTP.
 */
export async function reach(named: Named, environment: Readonly<Record<string, string | undefined>>): Promise<Reached> {
  const url = named.url ?? (named.dataDir === undefined ? environment['CRM_URL'] : undefined);
  if (url) return reachAt(url);
  const args = named.dataDir === undefined ? [] : ['--data-dir', named.dataDir];
  const configuration = configurationOf(args, environment);
  const running = addressIn(configuration.dataDir);
  if (running && (await answers(running.url))) return { client: new HttpClient(running.url), isRunning: true, release: async () => {} };
  return startHere(configuration);
}

async function reachAt(url: string): Promise<Reached> {
  if (!/^https?:\/\/\S+$/.test(url)) throw new Failure(exitCodes.usage, `${url} is no address: write it as http://host:port`);
  if (!(await answers(url))) throw new Failure(exitCodes.unreachable, `no installation answers at ${url}`);
  return { client: new HttpClient(url), isRunning: true, release: async () => {} };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/v1/operations/installation`, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function startHere(configuration: Configuration): Promise<Reached> {
  const { startInstallation } = await import('../wiring/installation.ts');
  try {
    const installation = await startInstallation({ ...configuration, port: 0 });
    return { client: new HttpClient(installation.url), isRunning: false, release: () => installation.stop() };
  } catch (error) {
    throw new Failure(exitCodes.unreachable, error instanceof Error ? error.message : String(error));
  }
}
