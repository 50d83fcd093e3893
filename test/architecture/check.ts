/** `npm run check:boundaries`: judges a tree against the house's rules. `--root DIR` judges another one, `--json` prints findings as JSON. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printed } from './finding.ts';
import { importsOf } from './imports.ts';
import { unlocked } from './lock.ts';
import { drifted, uncovered, undeclared } from './packages.ts';
import { impurities } from './purity.ts';

const { values } = parseArgs({ options: { root: { type: 'string' }, json: { type: 'boolean', default: false } } });
const root = resolve(values.root ?? join(import.meta.dirname, '../..'));

const { findings, modules } = await importsOf(root);
const files = modules.map(({ source }) => source);
const all = [
  ...findings,
  ...uncovered(root, modules),
  ...undeclared(root, modules),
  ...impurities(root, files),
  ...drifted(root),
  ...unlocked(root),
];

if (values.json) process.stdout.write(JSON.stringify({ files: files.length, findings: all }));
else {
  for (const finding of all) process.stderr.write(`${printed(finding)}\n`);
  process.stdout.write(`${files.length} files judged, ${all.length} against the rules of the house\n`);
}
process.exitCode = all.length > 0 ? 1 : 0;
