/** Finds the workspace packages of a tree, and names them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ directory: string, manifest: { name: string, exports?: object, dependencies?: Record<string, string>, devDependencies?: Record<string, string> } }} Package
 */

/**
 * Every directory with a package.json that the root's workspaces cover, sorted; paths are relative to the root, with `/`.
 * @param {string} root
 * @returns {Package[]}
 */
export function findPackages(root) {
  const directories = [...children(root, 'libs').flatMap((lib) => [lib, ...children(root, lib)]), ...children(root, 'services'), 'test'];
  return directories
    .filter((directory) => existsSync(join(root, directory, 'package.json')))
    .sort()
    .map((directory) => ({ directory, manifest: JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8')) }));
}

/**
 * The name a package has by where it stands: a port bears its technology's name, a room its context's and its own.
 * @param {string} directory
 */
export function packageName(directory) {
  const words = directory.split('/').slice(directory.startsWith('test') ? 0 : 1);
  return `@zongheng/${words.filter((word) => word !== 'port').join('-')}`;
}

/**
 * Workspace packages a package declares, of both kinds, by name.
 * @param {Package} entry
 */
export function workspaceDependencies({ manifest }) {
  const declared = { ...manifest.dependencies, ...manifest.devDependencies };
  return Object.keys(declared)
    .filter((name) => name.startsWith('@zongheng/'))
    .sort();
}

function children(root, directory) {
  if (!existsSync(join(root, directory))) return [];
  return readdirSync(join(root, directory), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'dist' && entry.name !== 'src')
    .map((entry) => `${directory}/${entry.name}`);
}
