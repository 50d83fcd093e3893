import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Simulation } from '@zongheng/simulation';
import type { SetName } from '../harness/bench.ts';
import { eventDefinitions } from '../house/house.ts';
import type { MadeSet } from './make.ts';
import { settingsOf } from './settings.ts';
import { programArguments, root } from '../process/program.ts';

/** Where sets and runs stand: on the disk of the project, outside of what is versioned. */
export const cacheFolder = join(root, 'node_modules/.cache/bench');

/** The data folder of a set, made by a process of its own where it is missing. Nobody may write there: it is for all runs to come. */
export async function cachedSet(name: SetName, scale: number, say: (text: string) => void): Promise<string> {
  const simulation = settingsOf(name, scale);
  const folder = join(cacheFolder, `set-${name}-${scale}-${identityOf(simulation)}`);
  if (existsSync(join(folder, 'made.json'))) {
    const made = madeSetIn(folder);
    say(`the ${name} set: ${made.events} events, ${contentsOf(made)}`);
    return folder;
  }
  const draft = join(cacheFolder, `draft-${process.pid}-${name}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  say(`making the ${name} set (once): ${simulation.deals} deals of ${simulation.reps} reps over ${simulation.days} days`);
  try {
    const made = await makeInProcess(draft, simulation, say);
    const refused = Object.entries(made.refused).map(([what, count]) => `${count} × ${what}`);
    if (refused.length > 0) throw new Error(`the set is not what it should be, commands were refused: ${refused.join(', ')}`);
    writeFileSync(join(draft, 'made.json'), `${JSON.stringify(made, null, 2)}\n`);
    dropOlder(`set-${name}-${scale}-`);
    renameSync(draft, folder);
    say(`${made.events} events of ${made.commands} commands in ${made.seconds.toFixed(0)} s: ${contentsOf(made)}`);
    return folder;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Sets that were made of another simulation, or other events, are of no use any more. */
function dropOlder(prefix: string): void {
  for (const each of readdirSync(cacheFolder)) {
    if (each.startsWith(prefix) && existsSync(join(cacheFolder, each, 'made.json')))
      rmSync(join(cacheFolder, each), { recursive: true, force: true });
  }
}

/** What was said of a set when it was made. */
export function madeSetIn(folder: string): MadeSet {
  return JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8')) as MadeSet;
}

/** What a set holds, in a line. */
export function contentsOf({ contexts, streams }: Pick<MadeSet, 'contexts' | 'streams'>): string {
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .toSorted(([, one], [, other]) => other - one)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  return `events of ${listed(contexts)}; streams ${listed(streams)}`;
}

/** Another world, another event, another way of simulating: another set. */
function identityOf(simulation: Simulation): string {
  const hash = createHash('sha256').update(JSON.stringify(simulation));
  for (const { type, version, data } of eventDefinitions) hash.update(`${type}@${version} ${JSON.stringify(data)}`);
  const sources = join(root, 'libs/simulation/src');
  for (const file of readdirSync(sources).toSorted()) if (!file.endsWith('.spec.ts')) hash.update(readFileSync(join(sources, file)));
  return hash.digest('hex').slice(0, 16);
}

type Said = { readonly date: string; readonly events: number } | { readonly made: MadeSet };

async function makeInProcess(folder: string, simulation: Simulation, say: (text: string) => void): Promise<MadeSet> {
  const program = join(import.meta.dirname, 'make-set.ts');
  const child = spawn(process.execPath, programArguments(program, folder, JSON.stringify(simulation)), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject));
  let made: MadeSet | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Said;
    if ('made' in said) made = said.made;
    else say(`  ${said.date}: ${said.events} events`);
  }
  const code = await ended;
  if (code !== 0 || !made) throw new Error(`the set could not be made: the process ended with ${code}`);
  return made;
}
