import type { EncodedEvent, ExpectedRevision } from '@zongheng/event-store';

/** An append that waits for the writer's thread. */
export interface QueuedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly orderingKey: string;
  readonly shard: number;
  readonly events: readonly EncodedEvent[];
}

/** An append as the writer's thread has it. */
export interface TimedAppend extends QueuedAppend {
  readonly recordedAtMs: number;
}

/**
 * Appends as they cross to the writer's thread, all recorded at one instant, which stands first: one flat array of texts and numbers, the
 * cheapest thing to clone (0.4 µs an event).
 */
export type AppendMessage = readonly (string | number)[];

const noStream = -1;

/** Adds an append to a message. */
export function packAppend(message: (string | number)[], append: QueuedAppend): void {
  const expected = append.expected === 'no-stream' ? noStream : append.expected;
  message.push(append.stream, expected, append.orderingKey, append.shard, append.events.length);
  for (const event of append.events) message.push(event.type, event.meta, event.data);
}

/** The appends of a message, in order. */
export function unpackAppends(message: AppendMessage): TimedAppend[] {
  const appends: TimedAppend[] = [];
  let at = 0;
  const text = (): string => message[at++] as string;
  const count = (): number => message[at++] as number;
  const recordedAtMs = count();
  while (at < message.length) {
    const stream = text();
    const expected = count();
    const orderingKey = text();
    const shard = count();
    const events: EncodedEvent[] = [];
    for (let left = count(); left > 0; left -= 1) events.push({ type: text(), meta: text(), data: text() });
    appends.push({ stream, expected: expected === noStream ? 'no-stream' : expected, orderingKey, shard, events, recordedAtMs });
  }
  return appends;
}
