import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, type Program, startProgram } from '../running/program.ts';

/** The relay as a process of its own. */
export interface RelayProcess {
  readonly program: Program;
  readonly url: string;
  /** What it says it is ready as: active or standby; null while it is not ready. */
  standing(): Promise<string | null>;
  /** One of its figures, of any label. */
  figure(name: string): Promise<number | null>;
}

const readyWithinMs = 60_000;

/** Starts a relay; resolves when it listens. */
export async function startRelay(environment: Environment): Promise<RelayProcess> {
  const program = startProgram('services/relay/src/main.ts', [], { LOG_LEVEL: 'warn', ...environment });
  let early = false;
  void program.ended.then(() => (early = true));
  for (let waited = 0; !early && waited < readyWithinMs; waited += 10) {
    const url = /running at (http:\S+)/.exec(program.said())?.[1];
    if (url !== undefined) return { program, url, standing: () => standingOf(url), figure: (name) => figureOf(url, name) };
    await sleep(10);
  }
  program.child.kill('SIGKILL');
  throw new Error(`the relay did not start: ${JSON.stringify(await program.ended)}`);
}

async function standingOf(url: string): Promise<string | null> {
  const response = await fetch(`${url}/health/ready`);
  const { as } = (await response.json()) as { readonly as?: { readonly relay?: string } };
  return response.ok ? (as?.relay ?? null) : null;
}

async function figureOf(url: string, name: string): Promise<number | null> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return values.length === 0 ? null : values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
