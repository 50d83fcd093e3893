/** What is generated for each package from its package.json: exports, tsconfig.json, and the root's solution file. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageName, workspaceDependencies } from './packages.mjs';

/** Entries beside the index that a package offers when the file stands: kits for specs, the contract suite of a port, views for threads that load nothing else. */
const SIDE_ENTRIES = ['testing', 'contract', 'views'];

/**
 * A new package's package.json. A service offers nothing to import.
 * @param {string} directory
 * @param {string[]} dependencies full names of workspace packages
 */
export function packageManifest(directory, dependencies) {
  const isImported = directory.startsWith('libs/');
  const manifest = {
    name: packageName(directory),
    version: '0.1.0',
    private: true,
    license: 'Apache-2.0',
    type: 'module',
    ...(isImported ? { exports: { '.': entry('index') } } : {}),
    scripts: { build: 'tsc -b', test: `node ${posix.relative(directory, '.')}/deploy/run/test.mjs .` },
  };
  if (dependencies.length > 0) manifest.dependencies = Object.fromEntries([...dependencies].sort().map((each) => [each, '*']));
  return manifest;
}

/**
 * Every generated file of a tree with its value, by path relative to the root.
 * @param {string} root
 * @param {import('./packages.mjs').Package[]} packages
 * @returns {[string, object][]}
 */
export function generatedFiles(root, packages) {
  const directoryOf = new Map(packages.map(({ directory, manifest }) => [manifest.name, directory]));
  const files = packages.flatMap((each) => [
    [`${each.directory}/package.json`, withExports(root, each)],
    [`${each.directory}/tsconfig.json`, projectConfig(each, directoryOf)],
  ]);
  return [...files, ['tsconfig.json', { files: [], references: packages.map(({ directory }) => ({ path: `./${directory}` })) }]];
}

function withExports(root, { directory, manifest }) {
  if (manifest.exports === undefined) return manifest;
  const exports = { '.': entry('index') };
  for (const name of SIDE_ENTRIES) {
    if (existsSync(join(root, directory, 'src', `${name}.ts`))) exports[`./${name}`] = entry(name);
    else if (existsSync(join(root, directory, 'src', name, 'index.ts'))) exports[`./${name}`] = entry(`${name}/index`);
  }
  return { ...manifest, exports };
}

function projectConfig(each, directoryOf) {
  const up = posix.relative(each.directory, '.');
  const isTestTree = each.directory === 'test';
  const config = {
    extends: `${up}/tsconfig.base.json`,
    compilerOptions: { rootDir: isTestTree ? '.' : 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
    include: isTestTree ? ['**/*.ts'] : ['src/**/*.ts'],
  };
  if (isTestTree) config.exclude = ['dist', 'node_modules'];
  const references = workspaceDependencies(each).map((name) => {
    const target = directoryOf.get(name);
    if (target === undefined) throw new Error(`${each.directory}/package.json declares ${name}, but no package has that name`);
    return { path: posix.relative(each.directory, target) };
  });
  return references.length > 0 ? { ...config, references } : config;
}

function entry(path) {
  return { '@zongheng/source': `./src/${path}.ts`, types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
}
