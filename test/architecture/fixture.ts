/** A small tree in a temporary directory that breaks the rules of the house on purpose, to see that each breach is reported. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageManifest } from '../../deploy/dev/generated.mjs';

const PACKAGES = [
  'libs/kernel',
  ...['sales', 'customers'].flatMap((context) => ['events', 'domain', 'views', 'api'].map((room) => `libs/${context}/${room}`)),
  ...['event-store/port', 'event-store/sqlite', 'read-store/port', 'read-store/sqlite', 'projection', 'simulation'].map(
    (name) => `libs/${name}`,
  ),
  'services/crm',
  'services/other',
  'test',
];

/** Builds the tree with some more files (path → text) and returns its root. Every package declares every other one. */
export function fixtureTree(files: Readonly<Record<string, string>>, extraPackages: readonly string[] = []): string {
  const root = mkdtempSync(join(tmpdir(), 'house-'));
  const directories = [...PACKAGES, ...extraPackages];
  const manifests = new Map(directories.map((directory) => [directory, packageManifest(directory, [])]));
  const dependencies = Object.fromEntries([...manifests.values()].map(({ name }) => [name, '*']));
  for (const [directory, manifest] of manifests) {
    write(root, `${directory}/package.json`, JSON.stringify({ ...manifest, exports: { '.': './src/index.ts' }, dependencies }));
    write(root, `${directory}/src/index.ts`, 'export const here = 1;\n');
    link(root, directory, manifest.name);
  }
  for (const name of ['typebox', 'rxjs', 'fast-check']) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(root, `node_modules/${name}/index.js`, 'export const there = 1;\n');
  }
  const outside = { dependencies: { typebox: '1.0.0', rxjs: '1.0.0' }, devDependencies: { 'fast-check': '1.0.0' } };
  write(root, 'package.json', JSON.stringify({ name: 'house', ...outside }));
  write(
    root,
    'package-lock.json',
    JSON.stringify({ packages: { '': outside, ...Object.fromEntries(directories.map((each) => [each, { dependencies }])) } }),
  );
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

function link(root: string, directory: string, name: string): void {
  const path = join(root, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(root, directory), path);
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
