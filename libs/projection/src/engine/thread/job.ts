import type { View } from '@zongheng/kernel';
import { jobsHere } from '../jobs.ts';
import type { FilledBuild, OnStep } from '../rebuild/fill.ts';
import type { Finding } from '../rebuild/finding.ts';
import type { SentError } from './calls.ts';
import { openThread, type ProjectorThread } from './engine-module.ts';

/** A build named in a message: views are functions and stay where they are. */
export interface NamedBuild {
  readonly view: string;
  readonly id: string;
}

/** A long job, as it is sent to a thread. */
export type Job =
  | { readonly kind: 'fill'; readonly builds: readonly NamedBuild[] }
  | { readonly kind: 'compare'; readonly view: string; readonly live: string; readonly rebuilt: string }
  | { readonly kind: 'verify'; readonly view: string; readonly build: string };

/** What the thread of a job is started with. */
export interface JobOrder {
  readonly thread: ProjectorThread;
  readonly job: Job;
}

/** What each job answers. */
export type JobAnswer = readonly (NamedBuild & Pick<FilledBuild, 'error'>)[] | Finding;

/** What the thread of a job says: steps, and at last how it ended. */
export type JobMessage =
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly answer: JobAnswer }
  | { readonly kind: 'failed'; readonly error: SentError };

/** Carries a job out on engines of its own. */
export async function carryOut({ thread, job }: JobOrder, onStep: OnStep): Promise<JobAnswer> {
  const { engines, views } = await openThread(thread, 'job');
  try {
    const jobs = jobsHere(engines.log, engines.store);
    const named = (name: string): View => {
      const view = views.find((each) => each.name === name);
      if (!view) throw new RangeError(`${thread.views.module} has no view ${name}`);
      return view;
    };
    switch (job.kind) {
      case 'fill': {
        const builds = job.builds.map(({ view, id }) => ({ view: named(view), id }));
        return (await jobs.fill(builds, onStep)).map(({ view, id, error }) => ({ view: view.name, id, error }));
      }
      case 'compare':
        return await jobs.compare(named(job.view), job.live, job.rebuilt);
      case 'verify':
        return await jobs.verify(named(job.view), job.build, onStep);
    }
  } finally {
    await engines.close();
  }
}
