import type { Instant } from '@zongheng/kernel';

export interface EventStoreDbOptions {
  /** Where the servers are, in EventStoreDB's own words: `esdb://user:password@one:2113,two:2113?tls=true&tlsCaFile=ca.pem`. */
  readonly connectionString: string;
  readonly clock: () => Instant;
  /** What the names of this installation's streams begin with in that database, before a dot; others' events are passed over. */
  readonly namespace?: string;
  /** The epoch of a log that is begun; by default a random one. */
  readonly epoch?: string;
  readonly waits?: Partial<Waits>;
}

/** How long what may take. */
export interface Waits {
  /** One call and its answer. */
  readonly answerMs: number;
  /** Finding out what became of an append whose answer is lost, and writing it if it was not recorded. */
  readonly settleMs: number;
  /** A server that is starting, when the store is opened. */
  readonly openMs: number;
}

export const defaultWaits: Waits = { answerMs: 10_000, settleMs: 30_000, openMs: 30_000 };

export const defaultNamespace = 'crm';

/** @throws RangeError for a namespace that would be a system's, or that a category could not be read from. */
export function checkedNamespace(namespace: string): string {
  if (/^[a-z][a-z0-9_]{0,31}$/.test(namespace)) return namespace;
  throw new RangeError(`the namespace "${namespace}": small letters, digits and underscores, at most 32, a letter first`);
}
