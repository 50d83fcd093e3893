import { Worker } from 'node:worker_threads';

const runsFromSource = import.meta.url.endsWith('.ts');

/** How much of a heap's old and young generation there may be, in MiB. */
export interface HeapBounds {
  readonly oldMb: number;
  readonly youngMb: number;
}

/** Starts a thread on one of the entry files here, from source (Node strips the types) or built, whichever this file is. `heap` bounds its heap. */
export function startThread(entry: 'projector' | 'job', workerData: unknown, heap?: HeapBounds): Worker {
  return new Worker(new URL(`./${entry}.worker${runsFromSource ? '.ts' : '.js'}`, import.meta.url), {
    workerData,
    ...(heap ? { resourceLimits: { maxOldGenerationSizeMb: heap.oldMb, maxYoungGenerationSizeMb: heap.youngMb } } : undefined),
    name: `projection-${entry}`,
    execArgv: runsFromSource ? ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning'] : [],
  });
}
