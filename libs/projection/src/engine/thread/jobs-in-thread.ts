import type { Worker } from 'node:worker_threads';
import type { View } from '@zongheng/kernel';
import type { ReadableLog } from '../catch-up.ts';
import type { Jobs } from '../jobs.ts';
import type { OnStep } from '../rebuild/fill.ts';
import type { Finding } from '../rebuild/finding.ts';
import { eventsIn } from '../log-length.ts';
import { receivedError } from './calls.ts';
import type { ProjectorThread } from './engine-module.ts';
import type { Job, JobAnswer, JobMessage } from './job.ts';
import { heapOfJob } from './job-heap.ts';
import { startThread } from './start-thread.ts';

/** Long work, each piece in a thread of its own: neither projecting nor queries wait for it. */
export function jobsInThread(thread: ProjectorThread, log: ReadableLog): Jobs {
  const workers = new Set<Worker>();
  const run = async (job: Job, onStep?: OnStep): Promise<JobAnswer> => {
    const heap = heapOfJob(await eventsIn(log));
    return new Promise((resolve, reject) => {
      const worker = startThread('job', { thread, job }, heap);
      workers.add(worker);
      worker.on('message', (message: JobMessage) => {
        if (message.kind === 'step') onStep?.(message.done, message.total);
        else if (message.kind === 'done') resolve(message.answer);
        else reject(receivedError(message.error));
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        workers.delete(worker);
        reject(new Error('the thread of the job ended before the job did'));
      });
    });
  };
  return {
    async fill(builds, onStep) {
      const views = new Map(builds.map(({ view, id }) => [id, view]));
      const filled = await run({ kind: 'fill', builds: builds.map(({ view, id }) => ({ view: view.name, id })) }, onStep);
      if (!isFilled(filled)) throw new TypeError('a filling answered with a finding');
      return filled.flatMap(({ id, error }) => withView(views.get(id), id, error));
    },
    compare: async (view, live, rebuilt) => asFinding(await run({ kind: 'compare', view: view.name, live, rebuilt })),
    verify: async (view, build, onStep) => asFinding(await run({ kind: 'verify', view: view.name, build }, onStep)),
    async stop() {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

function isFilled(answer: JobAnswer): answer is Exclude<JobAnswer, Finding> {
  return Array.isArray(answer);
}

function asFinding(answer: JobAnswer): Finding {
  if (isFilled(answer)) throw new TypeError('a comparison answered with builds');
  return answer;
}

function withView(view: View | undefined, id: string, error: string | null): { view: View; id: string; error: string | null }[] {
  return view ? [{ view, id, error }] : [];
}
