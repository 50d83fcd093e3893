/** Finds packages no room covers, imports a package does not declare, and generated files that drifted. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IModule } from 'dependency-cruiser';
import { findPackages } from '../../deploy/dev/packages.mjs';
import type { Package } from '../../deploy/dev/packages.mjs';
import type { Finding } from './finding.ts';
import { roomsOf, SPEC_FILE, TEST_KIT } from './rooms.ts';

type Declared = Readonly<Record<string, string>>;

/** Each package, and each file with code, stands in exactly one room. */
export function uncovered(root: string, modules: readonly IModule[]): readonly Finding[] {
  const packages = findPackages(root);
  const files = modules.map(({ source }) => source).filter((source) => /^(?:libs|services|test)\//.test(source) && source.endsWith('.ts'));
  const homeless = files
    .filter((file) => packageOf(packages, file) === undefined)
    .map((where) => ({ rule: 'covered', where, what: 'belongs to no package' }));
  const strange = [...packages.map(({ directory }) => `${directory}/`), ...files]
    .filter((path) => roomsOf(path).length !== 1)
    .map((where) => ({
      rule: 'covered',
      where,
      what: `stands in ${roomsOf(where).length} rooms of test/architecture/rooms.ts, and must in one`,
    }));
  return [...homeless, ...strange];
}

/** Each import of another package is by its name, and stands in the importer's package.json; third parties in the root's. */
export function undeclared(root: string, modules: readonly IModule[]): readonly Finding[] {
  const packages = findPackages(root);
  const manifest: { dependencies?: Declared; devDependencies?: Declared } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return modules.flatMap(({ source, dependencies }) => {
    const from = packageOf(packages, source);
    if (from === undefined) return [];
    return dependencies.flatMap(({ module, resolved, dependencyTypes }) => {
      if (dependencyTypes.includes('core')) return [];
      const to = packageOf(packages, resolved);
      const what = to === undefined ? outsideFault(manifest, source, module) : insideFault(from, to, source, module);
      return what === undefined ? [] : [{ rule: 'declared', where: source, what }];
    });
  });
}

/** package.json exports, tsconfig references and the solution file are what the generator would write. */
export function drifted(root: string): readonly Finding[] {
  const generator = join(import.meta.dirname, '../../deploy/dev/new-package.mjs');
  const done = spawnSync(process.execPath, [generator, '--check', '--root', root], { encoding: 'utf8' });
  if (done.status === 0) return [];
  return done.stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((what) => ({ rule: 'generated', where: '.', what }));
}

function insideFault(from: Package, to: Package, source: string, module: string): string | undefined {
  if (from.directory === to.directory) return undefined;
  const { name } = to.manifest;
  if (module !== name && !module.startsWith(`${name}/`)) return `reaches into ${to.directory} by path: import ${name}`;
  const { dependencies, devDependencies } = from.manifest;
  const declared = isForTests(source) ? { ...dependencies, ...devDependencies } : { ...dependencies };
  return name in declared
    ? undefined
    : `imports ${name}, which ${from.directory}/package.json does not declare${isForTests(source) ? '' : ' under dependencies'}`;
}

function outsideFault(
  manifest: { dependencies?: Declared; devDependencies?: Declared },
  source: string,
  module: string,
): string | undefined {
  if (module.startsWith('.') || module.startsWith('node:')) return undefined;
  const name = module.split('/', module.startsWith('@') ? 2 : 1).join('/');
  const declared = isForTests(source) ? { ...manifest.dependencies, ...manifest.devDependencies } : { ...manifest.dependencies };
  return name in declared
    ? undefined
    : `imports ${name}, which the root package.json does not declare${isForTests(source) ? '' : ' under dependencies'}`;
}

function isForTests(source: string): boolean {
  return source.startsWith('test/') || new RegExp(SPEC_FILE).test(source) || new RegExp(TEST_KIT).test(source);
}

function packageOf(packages: readonly Package[], path: string): Package | undefined {
  return packages.find(({ directory }) => path.startsWith(`${directory}/`));
}
