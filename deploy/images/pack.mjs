/**
 * Puts what a service needs to run into a folder, without sources, specs and types: `node deploy/images/pack.mjs FOLDER`. Built before;
 * dependencies are installed there afterwards.
 */
import { cpSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: pack.mjs FOLDER\n');
  process.exit(2);
}

/** What packages read beside their code. */
const assets = ['libs/exchange/mappings', 'libs/exchange/schema'];
const isForTests = (path) => /\.(?:spec|spec-data)\.|(?:^|\/)(?:testing|contract|toy)\//.test(path);

for (const name of [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'deploy/images/identity-key.mjs',
  'deploy/images/healthy.mjs',
  ...assets,
]) {
  take(name);
}
const { workspaces } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const manifest of globSync(workspaces.map((each) => `${each}/package.json`))) {
  take(manifest);
  for (const path of globSync(`${dirname(manifest)}/dist/**/*.js`)) if (!isForTests(path)) take(path);
}

function take(path) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  if (basename(path) !== 'node_modules') cpSync(path, target, { recursive: true });
}
