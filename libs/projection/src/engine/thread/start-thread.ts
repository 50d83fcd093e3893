import { Worker } from 'node:worker_threads';

const runsFromSource = import.meta.url.endsWith('.ts');

/** Starts a thread on one of the entry files here, from source (Node strips the types) or built, whichever this file is. `heapMb` bounds its heap. */
export function startThread(entry: 'projector' | 'job', workerData: unknown, heapMb?: number): Worker {
  return new Worker(new URL(`./${entry}.worker${runsFromSource ? '.ts' : '.js'}`, import.meta.url), {
    workerData,
    ...(heapMb === undefined ? undefined : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
    name: `projection-${entry}`,
    execArgv: runsFromSource ? ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning'] : [],
  });
}
