import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Kafka } from 'kafkajs';
import { withAdmin } from './topic.ts';

/** So long whoever leaves is waited for. */
const leavingMs = 3_000;

/**
 * What is promised, or undefined as soon as the signal aborts. Kafka's client hears of no signal, and waits for brokers that do not answer for minutes: what it was
 * asked is left alone then, and ends when its own times are over.
 */
export async function unlessAborted<T>(promised: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const stopped = Promise.withResolvers<undefined>();
  const stop = (): void => stopped.resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([promised, stopped.promise]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * Has a client let go of the brokers once its connecting or joining is through: a member that vanishes would be waited for by the others. Where the brokers do
 * not answer it is not waited for, and lets go when it can.
 */
export async function letGo(client: { disconnect(): Promise<void> }, begun: Promise<unknown>): Promise<void> {
  await patiently(begun.catch(() => undefined).then(() => client.disconnect()));
}

/** Lets go of a group that nobody else is in: it is removed. */
export async function letGoForGood(consumer: Consumer, begun: Promise<unknown>, kafka: Kafka, groupId: string): Promise<void> {
  const left = begun.catch(() => undefined).then(() => consumer.disconnect());
  const gone = left.then(() => withAdmin(kafka, (admin) => admin.deleteGroups([groupId])));
  await patiently(gone.catch(() => undefined));
}

async function patiently(leaving: Promise<unknown>): Promise<void> {
  const through = new AbortController();
  const late = sleep(leavingMs, undefined, { signal: through.signal }).catch(() => undefined);
  await Promise.race([leaving, late]).finally(() => through.abort());
}
