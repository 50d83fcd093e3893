/**
 * Adds a package to the monorepo, or brings every package's generated parts in line with what its package.json declares.
 *
 *   node deploy/dev/new-package.mjs libs/sales/events kernel typebox   a new room; workspace packages by short name
 *   node deploy/dev/new-package.mjs --sync                            rewrite exports and tsconfig references
 *   node deploy/dev/new-package.mjs --check                           say what --sync would change; exit 1 if anything
 *
 * `--root DIR` works on another tree. Afterwards `npm install` links a new package into node_modules.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPackages } from './packages.mjs';
import { generatedFiles, packageManifest } from './generated.mjs';

const args = process.argv.slice(2);
const rootFlag = args.indexOf('--root');
const root = rootFlag >= 0 ? resolve(args.splice(rootFlag, 2)[1]) : resolve(dirname(fileURLToPath(import.meta.url)), '../..');

if (args.length === 0 || args.includes('--help')) {
  process.stdout.write('usage: new-package.mjs DIRECTORY [DEPENDENCY…] | --sync | --check   [--root DIR]\n');
  process.exit(args.length === 0 ? 2 : 0);
}

if (!args[0].startsWith('--')) create(args[0].replace(/\/+$/, ''), args.slice(1));
const stale = bringInLine(args[0] !== '--check');

if (args[0] === '--check' && stale.length > 0) {
  for (const path of stale)
    process.stderr.write(`${path} is out of step with the package.json files: run node deploy/dev/new-package.mjs --sync\n`);
  process.exit(1);
}
for (const path of stale) process.stdout.write(`wrote ${path}\n`);

/** Writes package.json and src/index.ts of a new package; refuses to overwrite one that exists. */
function create(directory, dependencies) {
  const home = join(root, directory);
  if (existsSync(join(home, 'package.json'))) {
    process.stderr.write(`${directory} is a package already: add dependencies to its package.json, then run --sync\n`);
    process.exit(1);
  }
  mkdirSync(join(home, 'src'), { recursive: true });
  const names = dependencies.map((name) => (name.startsWith('@') ? name : `@zongheng/${name}`));
  writeFileSync(join(home, 'package.json'), asJson(packageManifest(directory, names)));
  if (!existsSync(join(home, 'src/index.ts'))) writeFileSync(join(home, 'src/index.ts'), 'export {};\n');
}

/** Compares every generated file with what stands on disk, writes the differing ones when asked, and returns their paths. */
function bringInLine(write) {
  const differing = [];
  for (const [path, value] of generatedFiles(root, findPackages(root))) {
    const target = join(root, path);
    const found = existsSync(target) ? JSON.parse(readFileSync(target, 'utf8')) : undefined;
    if (JSON.stringify(found) === JSON.stringify(value)) continue;
    differing.push(path);
    if (write) writeFileSync(target, asJson(value));
  }
  return differing;
}

/** The JSON form prettier leaves alone for the files generated here: two spaces, short string arrays on one line. */
function asJson(value) {
  const text = JSON.stringify(value, null, 2);
  const joined = text.replace(/\[\n\s+("[^\n]*"(?:,\n\s+"[^\n]*")*)\n\s+\]/g, (_, items) => `[${items.replace(/,\n\s+/g, ', ')}]`);
  return `${joined.replace(/\{\n\s+("path": "[^"]*")\n\s+\}/g, '{ $1 }')}\n`;
}
