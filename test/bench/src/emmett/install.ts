import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cacheFolder } from '../set/cache.ts';

const run = promisify(execFile);
const wanted = join(import.meta.dirname, '../../emmett/package.json');
const folder = join(cacheFolder, 'emmett');
const installMsMax = 15 * 60_000;

/** Installs the peer where it is not yet, into a folder of its own: its native store compiles for a minute or two. @throws Error where that fails. */
export async function installEmmett(say: (text: string) => void): Promise<void> {
  const versions = createHash('sha256').update(readFileSync(wanted)).digest('hex');
  const mark = join(folder, 'installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === versions) return;
  say('installing Emmett (once)');
  mkdirSync(folder, { recursive: true });
  copyFileSync(wanted, join(folder, 'package.json'));
  const args = ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--no-package-lock'];
  await run('npm', args, { cwd: folder, timeout: installMsMax, maxBuffer: 2 ** 26 });
  writeFileSync(mark, versions);
}

/** The URL of a package of the peer, to be imported. */
export function emmettPackage(name: 'emmett' | 'emmett-sqlite'): string {
  return pathToFileURL(join(folder, 'node_modules/@event-driven-io', name, 'dist/index.js')).href;
}
