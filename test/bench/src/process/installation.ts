import { type ChildProcess, spawn } from 'node:child_process';
import { constants, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programArguments, root } from './program.ts';

const program = join(root, 'services/crm/src/main.ts');
const startMsMax = 60_000;
const catchUpMsMax = 30 * 60_000;

/** An installation in a process of its own, over HTTP: as anybody meets it. */
export interface RunningInstallation {
  readonly url: string;
  /** Where each view stands. */
  views(): Promise<StandingViews>;
  /** Resolves when every view has what the log has. @throws Error where that takes for ever, or a view fails. */
  caughtUp(): Promise<void>;
  /** The most memory its process ever held, in MiB; NaN where the platform does not say. */
  peakMiB(): number;
  stop(): Promise<void>;
}

export interface StandingViews {
  readonly head: number;
  readonly views: readonly {
    readonly view: string;
    readonly caughtUp: boolean;
    readonly watermark: number;
    readonly state: string;
    readonly error: string | null;
  }[];
}

/** Starts an installation on a data folder. */
export async function startInstallation(dataDir: string): Promise<RunningInstallation> {
  const child = spawn(process.execPath, programArguments(program, '--port', '0', '--data-dir', dataDir), {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = await addressOf(child, dataDir);
  const views = async (): Promise<StandingViews> => (await (await fetch(`${url}/v1/operations/views`)).json()) as StandingViews;
  return {
    url,
    views,
    caughtUp: () => untilCaughtUp(views),
    peakMiB: () => peakOf(child.pid),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess, dataDir: string): Promise<string> {
  const file = join(dataDir, 'address.json');
  for (const begun = performance.now(); performance.now() - begun < startMsMax; await pause(20)) {
    if (child.exitCode !== null) throw new Error(`the installation ended with ${child.exitCode}`);
    const address = addressIn(file);
    if (address !== null && address.pid === child.pid) return address.url;
  }
  child.kill('SIGKILL');
  throw new Error(`the installation did not start within ${startMsMax} ms`);
}

interface Address {
  readonly pid: number;
  readonly url: string;
}

/** Null where it is not written yet, or not wholly. */
function addressIn(file: string): Address | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Address;
  } catch {
    return null;
  }
}

async function untilCaughtUp(look: () => Promise<StandingViews>): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < catchUpMsMax; await pause(100)) {
    const { views } = await look();
    const failing = views.find((view) => view.error !== null);
    if (failing) throw new Error(`${failing.view} is ${failing.state}: ${failing.error}`);
    if (views.every((view) => view.caughtUp)) return;
  }
  throw new Error(`the views did not catch up within ${catchUpMsMax} ms`);
}

function peakOf(pid: number | undefined): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? Number.NaN) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/** Lays a copy of a set's log into a new data folder: an installation may write there. */
export function copySet(set: string, dataDir: string): void {
  const log = join(dataDir, 'log');
  mkdirSync(log, { recursive: true });
  for (const file of readdirSync(join(set, 'log'))) copyFileSync(join(set, 'log', file), join(log, file), constants.COPYFILE_FICLONE);
}
