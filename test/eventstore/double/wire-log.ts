import { type EventStore, StoreError, type StreamRead, WrongExpectedRevision } from '@zongheng/event-store';
import { openSqliteEventStore } from '@zongheng/event-store-sqlite';
import type { Instant, RecordedEvent } from '@zongheng/kernel';
import { placeOf, type Proposed, stored, type WireRecord, wireRecord } from './wire-record.ts';

/** What a writer expects of a stream, as the wire says it. */
export type Expected = 'any' | 'exists' | 'no-stream' | number;

export type Outcome =
  | { readonly kind: 'recorded'; readonly revision: number; readonly place: bigint }
  | { readonly kind: 'wrong'; readonly current: number | null }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly words: string };

/** So far back a writer who expects nothing is looked for. */
const lookedBack = 1_000;

/** EventStoreDB's rules of appending over an embedded log, which makes them durable: whoever was answered finds its events after a kill -9. */
export class WireLog {
  readonly store: EventStore;

  private constructor(store: EventStore) {
    this.store = store;
  }

  /** Opens the log of a folder. A new one has events of the system in it, as the real server's has. */
  static async open(folder: string): Promise<WireLog> {
    const store = await openSqliteEventStore({ folder, clock: () => new Date().toISOString() as Instant });
    const log = new WireLog(store);
    if ((await store.head()) === 0) await log.append('$users', 'no-stream', ['admin', 'ops'].map(userCreated));
    return log;
  }

  /** Expecting a revision reaches the log in the order of the calls; expecting anything looks first. */
  async append(stream: string, expected: Expected, proposed: readonly Proposed[]): Promise<Outcome> {
    try {
      return typeof expected === 'number' || expected === 'no-stream'
        ? await this.#appendAt(stream, expected, proposed)
        : await this.#appendAnywhere(stream, expected, proposed);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'STORE.TOO_LARGE') return { kind: 'too-large' };
      return { kind: 'failed', words: error instanceof Error ? error.message : String(error) };
    }
  }

  async #appendAt(stream: string, expected: 'no-stream' | number, proposed: readonly Proposed[]): Promise<Outcome> {
    try {
      const { revision, position } = await this.store.append(stream, expected, proposed.map(stored));
      return { kind: 'recorded', revision, place: placeOf(position) };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      const from = expected === 'no-stream' ? 0 : expected + 1;
      const there = await this.store.readStream(stream, { from, limit: proposed.length });
      return repetition(there, proposed) ?? { kind: 'wrong', current: error.actual === 'no-stream' ? null : error.actual };
    }
  }

  async #appendAnywhere(stream: string, expected: 'any' | 'exists', proposed: readonly Proposed[]): Promise<Outcome> {
    for (;;) {
      const back = await this.store.readStream(stream, { direction: 'backwards', limit: lookedBack });
      const current = back[0]?.revision ?? null;
      if (current === null && expected === 'exists') return { kind: 'wrong', current };
      const known = back.find(({ id }) => id === proposed[0]?.id);
      if (known) {
        const there = await this.store.readStream(stream, { from: known.revision, limit: proposed.length });
        return repetition(there, proposed) ?? { kind: 'wrong', current };
      }
      const outcome = await this.#appendAt(stream, current ?? 'no-stream', proposed);
      if (outcome.kind !== 'wrong') return outcome;
    }
  }

  async readStream(stream: string, read: StreamRead): Promise<WireRecord[]> {
    return (await this.store.readStream(stream, read)).map(wireRecord);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** The very same events there: a repetition succeeds, and writes nothing. Null for anything else, also for some of them. */
function repetition(there: readonly RecordedEvent[], proposed: readonly Proposed[]): Outcome | null {
  const last = there.at(-1);
  const isSame = there.length === proposed.length && proposed.every(({ id }, index) => there[index]?.id === id);
  return isSame && last ? { kind: 'recorded', revision: last.revision, place: placeOf(last.position) } : null;
}

function userCreated(name: string): Proposed {
  const data = Buffer.from(JSON.stringify({ loginName: name }));
  return { id: crypto.randomUUID(), type: '$UserCreated', contentType: 'application/json', data, metadata: new Uint8Array() };
}
