/** The thread that projects. Long jobs get further threads. It ends when it is told to stop. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProjectorThread } from './engine-module.ts';
import { hostProjector } from './host.ts';

if (!parentPort) throw new Error('this file is the entry of a thread');
// The one who started this thread sent it.
await hostProjector(parentPort, workerData as ProjectorThread);
