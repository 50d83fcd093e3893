/** Runs the check in a process of its own, as `npm run check:boundaries` does, and reads what it found. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

export interface Verdict {
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** Judges a tree; throws with the check's own words when it could not judge. */
export function judge(root: string): Verdict {
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'check.ts'), '--json', '--root', root], { encoding: 'utf8' });
  if (done.stdout === '') throw new Error(`the check ended with ${done.status}: ${done.stderr}`);
  const verdict: Verdict = JSON.parse(done.stdout);
  return verdict;
}
