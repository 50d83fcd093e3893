import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** How a program ended, and everything it said. */
export interface Ended {
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the project, running as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** What it has said on standard output so far. */
  said(): string;
  readonly ended: Promise<Ended>;
}

/** Settings of the machine that a test must not inherit. */
const settings = ['PORT', 'HOST', 'DATA_DIR', 'LOG_LEVEL', 'TIME_ZONE', 'CURRENCY', 'INSTALLATION_NAME', 'NODE_OPTIONS', 'CRM_URL'];
const live = new Set<ChildProcess>();

export type Environment = Readonly<Record<string, string>>;

/** Starts a source file of the project as its scripts do, without a terminal. */
export function startProgram(path: string, args: readonly string[], environment: Environment = {}): Program {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.includes(name) && !name.startsWith('OTEL_')));
  const node = ['--conditions=@zongheng/source', '--import', join(root, 'deploy/run/source.mjs'), join(root, path), ...args];
  const child = spawn(process.execPath, node, { cwd: root, env: { ...env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  live.add(child);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (text: string) => (texts[name] += text));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      live.delete(child);
      resolve({ code, signal, ...texts });
    });
  });
  return { child, said: () => texts.stdout, ended };
}

/** Ends whatever a file's tests have started and not ended: a test that fails half-way must leave nothing running. */
export function endProgramsAfterwards(): void {
  afterAll(async () => {
    const ending = [...live].map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of live) child.kill('SIGKILL');
    await Promise.all(ending);
  });
}
