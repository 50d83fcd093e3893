import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** An append that a process was told is durable. */
export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

export interface LoadedProcess {
  readonly pid: number;
  /** Resolves when so many appends were acknowledged. */
  reaches(appends: number): Promise<void>;
  /** Kills it as kill -9 does, and returns everything it was told is durable. */
  kill(): Promise<readonly Acknowledged[]>;
}

const lookMs = 5;

/** Starts a process that owns a folder and appends to it for ever; resolves when it has opened the log. Its words go to a file. */
export async function startLoadedProcess(folder: string, life: string): Promise<LoadedProcess> {
  const entry = fileURLToPath(new URL('loaded-process.ts', import.meta.url));
  const words = join(folder, `acknowledged-${life}`);
  const output = openSync(words, 'a');
  const args = ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning', entry, folder, life];
  const child = spawn(process.execPath, args, { stdio: ['ignore', output, 'inherit'] });
  closeSync(output);
  const exited = once(child, 'exit');

  const lines = (): string[] => readFileSync(words, 'utf8').split('\n').slice(0, -1);
  const says = async (count: number): Promise<void> => {
    while (lines().length < count) {
      if (child.exitCode !== null) throw new Error('the process ended by itself');
      await sleep(lookMs);
    }
  };
  await says(1);
  return {
    pid: child.pid ?? 0,
    reaches: (appends) => says(appends + 1),
    async kill() {
      child.kill('SIGKILL');
      await exited;
      return lines().slice(1).map(parsed);
    },
  };
}

function parsed(line: string): Acknowledged {
  const [stream = '', revision, position] = line.split(' ');
  return { stream, revision: Number(revision), position: Number(position) };
}
