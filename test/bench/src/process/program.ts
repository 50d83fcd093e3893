import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The root of the project. */
export const root = join(import.meta.dirname, '../../../..');

/** The arguments with which Node runs a program of the project from source. */
export function programArguments(program: string, ...args: readonly string[]): string[] {
  const hooks = pathToFileURL(join(root, 'deploy/run/source.mjs')).href;
  return ['--conditions=@zongheng/source', '--import', hooks, '--expose-gc', program, ...args];
}
