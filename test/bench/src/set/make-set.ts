/** The process that makes a set: `node … make-set.ts FOLDER SETTINGS`. It says in JSON, a line each, how far it is and what came of it. */
import type { Simulation } from '@zongheng/simulation';
import { makeSet } from './make.ts';

const [folder = '', settings = '{}'] = process.argv.slice(2);
let told = 0;
const made = await makeSet(folder, JSON.parse(settings) as Simulation, (date, events) => {
  if (performance.now() - told < 1_000) return;
  told = performance.now();
  process.stdout.write(`${JSON.stringify({ date, events })}\n`);
});
process.stdout.write(`${JSON.stringify({ made })}\n`);
