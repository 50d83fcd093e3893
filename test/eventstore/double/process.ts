import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Faults } from './faults.ts';
import type { Order } from './main.ts';
import type { DoubleOptions } from './server.ts';

/** A double that can be killed, and started again on the same folder and port. */
export interface DoubleProcess {
  readonly port: number;
  set(faults: Partial<Faults>): Promise<void>;
  /** Ends it as kill -9 does. */
  kill(): Promise<void>;
  /** Stops it in mid-air, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

type Options = Omit<DoubleOptions, 'credentials'>;

/** Starts it; resolves when it takes connections. */
export async function startDoubleProcess(options: Options): Promise<DoubleProcess> {
  const args = [
    '--conditions=@zongheng/source',
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'main.ts'),
    JSON.stringify(options),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const port = await Promise.race([portOf(child), exited.then(() => Promise.reject(new Error('the double ended by itself')))]);
  let orders = 0;
  return {
    port,
    async set(faults) {
      const number = (orders += 1);
      const order: Order = { number, faults };
      child.send(order);
      for (;;) {
        const [answer] = (await once(child, 'message')) as [{ readonly done?: number }];
        if (answer.done === number) return;
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    signal: (signal) => void child.kill(signal),
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return port;
}
