/** Starts a program on a Node found by install.mjs, in the place of this process where the platform can, as its child otherwise. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './install.mjs';

/** Node's arguments that let the TypeScript sources run as they stand. */
export const fromSource = ['--conditions=@zongheng/source', '--import', new URL('./source.mjs', import.meta.url).href];

/**
 * Never returns to the caller's work: the process ends with the program's exit code.
 * @param {string} node path of the Node to run on
 * @param {string[]} args its arguments
 * @param {Record<string, string>} [environment] added to the present one
 */
export function become(node, args, environment = {}) {
  const env = { ...process.env, ...environment };
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], env);
  const child = spawn(node, args, { stdio: 'inherit', env });
  // A terminal sends Ctrl-C to the child as well; sending it again would look like a second, impatient one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`zongheng: ${node} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** Path of a file of the project. */
export function inProject(path) {
  return join(root, path);
}
