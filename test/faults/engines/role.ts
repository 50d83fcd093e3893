import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../running/program.ts';

/** A process of a scenario, which may be killed and started again. */
export interface Role {
  /** Ends it as kill -9 does; returns when it is dead. */
  kill(): Promise<void>;
  /** Starts it, and returns when it runs. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Asks it for something; returns when it says that it is done. */
  ask(what: string): Promise<void>;
  /** How often it has said something. */
  heard(what: string): number;
  stop(): Promise<void>;
}

/** Starts a program of `programs/`, with what it is told, and with what is loaded into it before. */
export async function startRole(program: string, told: object, preloaded: readonly string[] = []): Promise<Role> {
  const said: unknown[] = [];
  let child = spawned();
  await once(child, 'message');
  return {
    async kill() {
      await ended(child, 'SIGKILL');
    },
    async start() {
      child = spawned();
      // An engine that is away may keep it from starting: it ends, and is started again, as whoever supervises it would.
      while ((await Promise.race([once(child, 'message').then(() => 'ready'), once(child, 'exit')])) !== 'ready') child = spawned();
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async ask(what) {
      child.send(what);
      await once(child, 'message');
    },
    heard: (what) => said.filter((each) => each === what).length,
    async stop() {
      child.kill('SIGCONT');
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended(child, 'SIGTERM');
      clearTimeout(hard);
    },
  };

  function spawned(): ChildProcess {
    const source = ['--conditions=@zongheng/source', '--import', join(root, 'deploy/run/source.mjs')];
    const before = preloaded.flatMap((path) => ['--import', join(import.meta.dirname, path)]);
    const args = [...source, ...before, join(import.meta.dirname, 'programs', `${program}.ts`), JSON.stringify(told)];
    // kafkajs makes Node say that a timer was set for the past: it is known, and says nothing.
    const made = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return made.on('message', (told) => said.push(told));
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
