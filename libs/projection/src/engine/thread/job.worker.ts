/** A thread for one long job. It ends with the job. */
import { parentPort, workerData } from 'node:worker_threads';
import { sentError } from './calls.ts';
import { carryOut, type JobMessage, type JobOrder } from './job.ts';

const send = (message: JobMessage): void => parentPort?.postMessage(message);

try {
  const answer = await carryOut(workerData as JobOrder, (done, total) => send({ kind: 'step', done, total }));
  send({ kind: 'done', answer });
} catch (error) {
  send({ kind: 'failed', error: sentError(error) });
}
