/**
 * `npm run properties -- [--times N] [--seed S] [path …]`: the suites that hold properties, each property on N times as many values (10 if unsaid)
 * as `npm test` tries, from a seed drawn anew. A failure names its counterexample; the line printed first runs the same again.
 * Other arguments go to jest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './node.mjs';

/** A suite with properties of its own, or one that holds an adapter against a port's contract, whose properties stand there. */
const HOLDS_PROPERTIES = /from '(?:fast-check|@zongheng\/[^']+\/contract|[^']*\/contract\/index\.ts)'/;

const given = process.argv.slice(2);
const times = taken('--times') ?? 10;
const seed = taken('--seed') ?? Math.floor(Math.random() * 2 ** 31);
const paths = given.filter((each) => !each.startsWith('-') && /[/.]/.test(each));
const forJest = given.filter((each) => !paths.includes(each));

/** Takes a whole number off what was given. */
function taken(name) {
  const at = given.indexOf(name);
  if (at < 0) return undefined;
  const [, text] = given.splice(at, 2);
  if (/^\d+$/.test(text ?? '')) return Number(text);
  process.stderr.write(`properties: ${name} takes a whole number, not ${text ?? 'nothing'}\n`);
  return process.exit(2);
}

function specsUnder(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : specsUnder(path);
    return /(?<!\.engine)\.spec\.ts$/.test(entry.name) && HOLDS_PROPERTIES.test(readFileSync(inProject(path), 'utf8')) ? [path] : [];
  });
}

const suites = ['libs', 'services', 'test']
  .flatMap(specsUnder)
  .filter((suite) => paths.length === 0 || paths.some((path) => suite.includes(path)));
if (suites.length === 0) {
  process.stderr.write(`properties: no suite with properties at ${paths.join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(`${suites.length} suites. The same again: npm run properties -- --times ${times} --seed ${seed} ${paths.join(' ')}\n`);
process.env['PROPERTY_TIMES'] = String(times);
process.env['PROPERTY_SEED'] = String(seed);
process.argv.splice(2, given.length + 4, ...forJest, '--runTestsByPath', ...suites);
await import('./test.mjs');
