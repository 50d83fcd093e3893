import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A service that runs from a folder as the image has it. */
export interface Started {
  readonly name: string;
  readonly url: string;
  /** How long it took until it was ready. */
  readonly readyMs: number;
  /** Tells it to stop. @returns its exit code, and what it said */
  stop(): Promise<{ readonly code: number | null; readonly said: string }>;
}

const readyWithinMs = 120_000;

/** Starts a service by the command of its container, with nothing in its environment but what its container has. @throws Error where it does not become ready */
export async function start(
  name: string,
  home: string,
  command: readonly string[],
  told: Readonly<Record<string, string>>,
): Promise<Started> {
  const begun = performance.now();
  const env = { NODE_ENV: 'production', PATH: process.env['PATH'], ...told, HOST: '127.0.0.1', PORT: '0' };
  const child = spawn(process.execPath, [...command], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (;;) {
    const url = /running at (http:\S+)/.exec(said)?.[1];
    if (url !== undefined && (await isReady(url))) {
      return { name, url, readyMs: performance.now() - begun, stop: async () => ({ code: await stopped(child, ended), said }) };
    }
    if (child.exitCode !== null || performance.now() - begun > readyWithinMs) {
      child.kill('SIGKILL');
      const reasons = url === undefined ? '' : await fetch(`${url}/health/ready`).then((answer) => answer.text(), String);
      throw new Error(`${name} did not become ready (exit code ${child.exitCode}): ${reasons}\n${said}`);
    }
    await sleep(50);
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function stopped(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill('SIGTERM');
  return ended;
}
