import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { ReadableLog } from './catch-up.ts';
import { compareBuilds } from './rebuild/compare.ts';
import { fillBuilds, type FilledBuild, type NewBuild, type OnStep } from './rebuild/fill.ts';
import type { Finding } from './rebuild/finding.ts';
import { verifyBuild } from './rebuild/verify.ts';

/** Where the long work is done: in this thread, or in one of its own so that neither projecting nor queries stall. */
export interface Jobs {
  /** Makes new builds from the log. A build that fails is named with its error, the others are filled. */
  fill(builds: readonly NewBuild[], onStep: OnStep): Promise<readonly FilledBuild[]>;
  /** Holds a rebuilt build against the one that readers are served. */
  compare(view: View, live: string, rebuilt: string): Promise<Finding>;
  /** Holds a build against the pure fold of the log. */
  verify(view: View, build: string, onStep: OnStep): Promise<Finding>;
  /** Breaks off what is under way. */
  stop(): Promise<void>;
}

/** The long work done in this thread, a page at a time. */
export function jobsHere(log: ReadableLog, store: ReadStore): Jobs {
  const stopping = new AbortController();
  const { signal } = stopping;
  return {
    fill: (builds, onStep) => fillBuilds({ log, store, builds, onStep, signal }),
    compare: (view, live, rebuilt) => compareBuilds({ store, view, live, rebuilt, signal }),
    verify: (view, build, onStep) => verifyBuild({ log, store, build, onStep, signal }, view),
    stop: () => Promise.resolve(stopping.abort()),
  };
}
