import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { made } from './cache.ts';

/** A server to start: the same again after a kill, on the same folder and ports. */
export interface ServerPlan {
  readonly name: string;
  /** Its data and its log. */
  readonly folder: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** It ends with this process, unless it is to outlive it. */
  readonly outlives?: boolean;
  readonly readyWithinMs?: number;
}

/** A server that runs, as a process of its own on loopback. */
export interface Server {
  readonly plan: ServerPlan;
  readonly pid: number;
  /** Ends it properly; with SIGKILL where that takes longer than ten seconds. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a server and waits until its port is open. @throws Error with the end of its log where it does not come up. */
export async function startServer(plan: ServerPlan): Promise<Server> {
  const log = openSync(join(made(plan.folder), 'server.log'), 'a');
  const child = spawn(plan.command, plan.args, {
    cwd: plan.folder,
    env: { ...process.env, ...plan.environment },
    stdio: ['ignore', log, log],
    detached: plan.outlives === true,
  });
  closeSync(log);
  let fault: Error | null = null;
  child.once('error', (error) => (fault = error));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilOpen(plan, () => fault?.message ?? (child.exitCode === null && child.signalCode === null ? null : 'it ended'));
  if (plan.outlives) child.unref();
  return { plan, pid: child.pid ?? 0, stop: () => stopped(child, ended), kill: (signal) => signalled(child, ended, signal) };
}

async function untilOpen({ name, folder, port, readyWithinMs = 60_000 }: ServerPlan, fault: () => string | null): Promise<void> {
  const begun = performance.now();
  while (!(await isOpen(port))) {
    const found = fault() ?? (performance.now() - begun > readyWithinMs ? `it is not ready after ${readyWithinMs} ms` : null);
    if (found) throw new Error(`${name} did not start on port ${port}: ${found}\n${lastLines(join(folder, 'server.log'))}`);
    await sleep(50);
  }
}

/** Whether somebody listens on a port of loopback. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const answer = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

async function stopped(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

async function signalled(child: ChildProcess, ended: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (signal === 'SIGKILL') await ended;
}

export function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
}

/** So many free ports of loopback, different from each other. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<{ readonly port: number; close(): void }>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            if (address === null || typeof address === 'string') return reject(new Error('the system gave no port'));
            return resolve({ port: address.port, close: () => server.close() });
          });
        }),
    ),
  );
  for (const server of servers) server.close();
  return servers.map(({ port }) => port);
}
