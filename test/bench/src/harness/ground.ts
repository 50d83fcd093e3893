import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../set/cache.ts';
import { cachedSet } from '../set/cache.ts';
import type { BenchGround } from './bench.ts';

/** The ground of a run: everything it writes stands in one folder, which goes when it is over. */
export function openGround(scale: number, say: (text: string) => void): BenchGround & { close(): void } {
  mkdirSync(cacheFolder, { recursive: true });
  const root = mkdtempSync(join(cacheFolder, 'run-'));
  let folders = 0;
  return {
    scale,
    say,
    folder(name) {
      folders += 1;
      const folder = join(root, `${folders}-${name}`);
      mkdirSync(folder);
      return folder;
    },
    set: (name) => cachedSet(name, scale, say),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
