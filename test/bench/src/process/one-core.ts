import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { heapOfJob } from '@zongheng/projection';
import { madeSetIn } from '../set/cache.ts';
import { programArguments } from './program.ts';

/** What a process that read a log says. */
export interface ReadingDone {
  /** Events a second. */
  readonly rate: number;
  readonly errors: readonly string[];
  readonly cpuSeconds: number;
  /** The most memory that it ever held. */
  readonly peakMiB: number;
}

const run = promisify(execFile);

/** Whether processes can be held to one core here (Linux's taskset). */
export const canPin = ((): boolean => {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/**
 * Reads a log in a process of its own, held to one core with all of its threads where the platform can: collecting garbage counts too. What
 * makes views has the heap that the product gives to the thread of such a job.
 * @throws Error where a view could not be built.
 */
export async function readOnOneCore(kind: 'scan' | 'journals' | 'all', dataDir: string, folder: string): Promise<ReadingDone> {
  const heap = kind === 'scan' ? [] : heapArguments(madeSetIn(dataDir).events);
  const program = [process.execPath, ...heap, ...programArguments(join(import.meta.dirname, 'reading.ts'), kind, dataDir, folder)];
  const [command = '', ...args] = canPin ? ['taskset', '-c', '0', ...program] : program;
  const { stdout } = await run(command, args, { maxBuffer: 2 ** 26 });
  const done = JSON.parse(stdout) as ReadingDone;
  if (done.errors.length > 0) throw new Error(done.errors.join('; '));
  return done;
}

/** Of the young generation, a semi-space is a third. */
function heapArguments(events: number): readonly string[] {
  const { oldMb, youngMb } = heapOfJob(events);
  return [`--max-old-space-size=${oldMb}`, `--max-semi-space-size=${youngMb / 3}`];
}
