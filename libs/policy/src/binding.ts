import type { Intent, Policy, RecordedEvent, Refusal } from '@zongheng/kernel';

/** What came of an intent: carried out (now, or already before: `replayed`), or refused for good. */
export type Dispatched = { readonly replayed: boolean } | Refusal;

/**
 * Has a command carried out. The key is the same whenever the same cause makes the same policy want the same of an aggregate: the writer
 * recognises it, so that there is one effect. @throws what may pass: the intent is then tried again.
 */
export type Dispatch = (intent: Intent, key: string, cause: RecordedEvent) => Promise<Dispatched>;

/** A policy, with what its room wires to it. */
export interface PolicyBinding<E extends RecordedEvent = RecordedEvent, Facts = unknown> {
  readonly policy: Policy<E, Facts>;
  /** Where it begins when it first runs (default `head`): with what is recorded from then on, or with the whole log. */
  readonly from?: 'head' | 'beginning';
  /** The views that `gather` reads for an event: it is asked when all of them have reached it. */
  reads?(event: E): readonly string[];
  /** What `react` must know beyond the event, a page at a time; one page of nothing where it needs nothing. */
  gather(event: E): AsyncIterable<Facts>;
}

/** A binding for the runner, which meets only the events that its policy handles: what is narrow here is wide for it. */
export function binding<E extends RecordedEvent, Facts>(bound: PolicyBinding<E, Facts>): PolicyBinding {
  return bound as unknown as PolicyBinding;
}

/** The idempotency key of an intent: its policy, its cause, its aggregate. Printable, without spaces. */
export function intentKey(policy: string, cause: Pick<RecordedEvent, 'id'>, intent: Pick<Intent, 'id'>): string {
  return `${policy}:${cause.id}:${intent.id}`;
}

/** For policies that need nothing but the event. */
export async function* nothingMore(): AsyncGenerator<undefined> {
  yield undefined;
}
