import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './api.ts';
import { type Ended, type Environment, startProgram } from './program.ts';

const lookMs = 5;
/** A machine with many other things to do may take long; a hang must still end the test. */
const readyWithinMs = 60_000;

/** An installation that runs as a process of its own and has said where it listens. */
export interface Installation {
  readonly url: string;
  readonly api: Api;
  readonly pid: number;
  readonly readyAfterMs: number;
  /** As `kill -9` does. */
  kill(): Promise<Ended>;
  /** As Ctrl-C or a service manager does. */
  end(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ended>;
}

export interface StartOptions {
  readonly flags?: readonly string[];
  readonly environment?: Environment;
  /** Kills it after so many milliseconds, ready or not. */
  readonly killAfterMs?: number;
}

/** Starts an installation on a data folder and a free port. Resolves to how it ended where it ended before it was ready. */
export async function tryInstallation(dataDir: string, options: StartOptions = {}): Promise<Installation | Ended> {
  const begun = performance.now();
  const flags = ['--port', '0', '--data-dir', dataDir, ...(options.flags ?? [])];
  const program = startProgram('services/crm/src/main.ts', flags, options.environment);
  let early: Ended | null = null;
  void program.ended.then((ended) => (early = ended));
  const fuse = options.killAfterMs === undefined ? undefined : setTimeout(() => program.child.kill('SIGKILL'), options.killAfterMs);
  for (;;) {
    const url = /running at (http:\S+)/.exec(program.said())?.[1];
    if (url !== undefined && program.said().endsWith('\n')) {
      clearTimeout(fuse);
      return {
        url,
        api: new Api(url),
        pid: program.child.pid ?? 0,
        readyAfterMs: performance.now() - begun,
        kill: () => signalled('SIGKILL'),
        end: (signal = 'SIGTERM') => signalled(signal),
      };
    }
    if (early) return early;
    if (performance.now() - begun > readyWithinMs) {
      throw new Error(`not ready after ${readyWithinMs} ms: ${JSON.stringify(await signalled('SIGKILL'))}`);
    }
    await sleep(lookMs);
  }

  function signalled(signal: NodeJS.Signals): Promise<Ended> {
    program.child.kill(signal);
    return program.ended;
  }
}

/** Starts an installation that must come up. */
export async function startInstallation(dataDir: string, options: StartOptions = {}): Promise<Installation> {
  const started = await tryInstallation(dataDir, options);
  if ('url' in started) return started;
  throw new Error(`the installation ended before it was ready: ${JSON.stringify(started)}`);
}
