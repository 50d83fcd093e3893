import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../running/program.ts';

/** Where downloads and builds of engines stand, outside the tree and for all checkouts: `ENGINES_CACHE`, or the user's cache. */
export function cacheFolder(): string {
  const { ENGINES_CACHE, XDG_CACHE_HOME } = process.env;
  return made(ENGINES_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'zongheng-engines'));
}

/** Where the servers that belong to this checkout keep their data, logs and settings. */
export function runFolder(): string {
  return made(join(cacheFolder(), 'run', createHash('sha256').update(root).digest('hex').slice(0, 12)));
}

export function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
