/** The thread that sorts journals: a job in, a sorted body out. Only memory that threads share passes in between. */
import { parentPort } from 'node:worker_threads';
import { compact, type CompactionJob } from './compaction.ts';
import type { CompactionAnswer } from './compactor.ts';

parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: CompactionJob }) => {
  parentPort?.postMessage(answer(id, job));
});

function answer(id: number, job: CompactionJob): CompactionAnswer {
  try {
    return { id, compacted: compact(job) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
