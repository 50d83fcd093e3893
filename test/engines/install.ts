import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, made } from './cache.ts';

/** What one has to have to install an engine is not there, or its installer failed; the message says what to do. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}

export interface Installation {
  /** With its version: a new version is a new folder. */
  readonly name: string;
  /** Puts everything into a folder that is not there yet for others. */
  install(folder: string, run: Installer): Promise<void>;
}

/** Runs an installer's command in a folder. @throws InstallError */
export type Installer = (command: string, args: readonly string[]) => Promise<void>;

/** The folder of an installed engine; installs it where it is missing. A broken-off installation is never taken for a whole one. */
export async function installed({ name, install }: Installation, say: (line: string) => void): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  const building = made(join(cacheFolder(), `.${name}.${process.pid}`));
  say(`installing ${name}, once …`);
  try {
    await install(building, (command, args) => run(command, args, building));
    if (!existsSync(folder)) renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

async function run(command: string, args: readonly string[], folder: string): Promise<void> {
  const log = join(folder, 'install.log');
  const file = openSync(log, 'a');
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', file, file] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new InstallError(`${command} could not be started (${error.message}): install it first`)));
    child.once('exit', resolve);
  }).finally(() => closeSync(file));
  if (code === 0) return;
  const said = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  throw new InstallError(`${command} ${args.join(' ')} ended with ${code}:\n${said}`);
}
