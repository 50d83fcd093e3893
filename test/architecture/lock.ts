/** Finds where the lock file and the package.json files disagree, and what would make an install differ from one machine to another. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackages } from '../../deploy/dev/packages.mjs';
import type { Finding } from './finding.ts';

type Declared = Readonly<Record<string, string>>;
interface Entry {
  readonly resolved?: string;
  readonly dependencies?: Declared;
  readonly devDependencies?: Declared;
  readonly optionalDependencies?: Declared;
}

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** The lock file says of every package what its package.json says; versions are exact; no registry's address stands in it. */
export function unlocked(root: string): readonly Finding[] {
  const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const manifest: Entry = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const declared: [string, Entry][] = [
    ['', manifest],
    ...findPackages(root).map(({ directory, manifest: own }): [string, Entry] => [directory, own]),
  ];
  const stale = declared
    .filter(([directory, own]) => KINDS.some((kind) => !isSame(own[kind], lock.packages[directory]?.[kind])))
    .map(([directory]) => found(`${directory}/package.json`, 'is ahead of the lock file: run npm install --package-lock-only'));
  const loose = KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))
    .map(([name, version]) => found('package.json', `${name} ${version} is not an exact version`));
  const hosts = Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved?.includes('://'))
    .map(([path]) => found('package-lock.json', `${path} names the registry it came from`));
  return [...stale, ...loose, ...hosts];
}

function isSame(one: Declared = {}, other: Declared = {}): boolean {
  const names = Object.keys({ ...one, ...other });
  return names.every((name) => one[name] === other[name]);
}

function found(where: string, what: string): Finding {
  return { rule: 'locked', where: where.replace(/^\//, ''), what };
}
