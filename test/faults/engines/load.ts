import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, ExpectedRevision } from '@zongheng/event-store';
import type { BusinessDate, NewEvent } from '@zongheng/kernel';
import { type Chance, chanceOf } from './chance.ts';

/** An append that was acknowledged: the store owes all of it, whatever happens. */
export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly ids: readonly string[];
}

const clients = 8;
const customersEach = 5;
const shelves = ['a', 'b', '丙', 'd'] as const;

/**
 * Writers that go on through whatever happens. Each has customers of its own, and parcels of theirs as streams; one whose append was not answered reads
 * whether it was recorded, and sends the same again where it was not.
 */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  readonly #store: EventStore;
  readonly #writing: Promise<void>[];
  #isStopping = false;

  constructor(store: EventStore, seed: number) {
    this.#store = store;
    this.#writing = Array.from({ length: clients }, (_, client) => this.#write(client, chanceOf(seed * 1_000 + client)));
  }

  /** Ends when every writer has had an answer to what it sent last. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#writing);
  }

  async #write(client: number, chance: Chance): Promise<void> {
    const revisions = new Map<string, number>();
    for (let number = 1; !this.#isStopping; number += 1) {
      const customer = client * customersEach + chance.between(0, customersEach - 1);
      const stream = `parcel-${customer}.${chance.between(0, 2)}`;
      const known = revisions.get(stream);
      const events = Array.from({ length: chance.next() < 0.15 ? 3 : 1 }, (_, index) =>
        eventOf(`${client}-${number}-${index}`, customer, known === undefined && index === 0, chance),
      );
      const revision = await this.#settled(stream, known ?? 'no-stream', events);
      revisions.set(stream, revision);
      this.acknowledged.push({ stream, revision, ids: events.map(({ id }) => id) });
      await sleep(chance.between(5, 40));
    }
  }

  /** The revision of the stream once the events are in it. */
  async #settled(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<number> {
    for (;;) {
      try {
        return (await this.#store.append(stream, expected, events)).revision;
      } catch {
        const found = await this.#recorded(stream, expected, events);
        if (found !== null) return found;
        await sleep(50);
      }
    }
  }

  /** The revision at which the events stand already; null where they do not, or nobody can tell. @throws Error where others stand there */
  async #recorded(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<number | null> {
    const from = expected === 'no-stream' ? 0 : expected + 1;
    const found = await this.#store.readStream(stream, { from }).catch(() => []);
    if (found.length === 0) return null;
    if (found.map(({ id }) => id).join() !== events.map(({ id }) => id).join())
      throw new Error(`${stream} holds at ${from} what nobody has sent`);
    return from + events.length - 1;
  }
}

function eventOf(id: string, customer: number, isFirst: boolean, chance: Chance): NewEvent {
  const grams = chance.between(1, 5_000);
  const [type, data] = isFirst
    ? (['Packed', { shelf: chance.pick(shelves), grams }] as const)
    : chance.pick([
        ['Weighed', { grams }],
        ['Shelved', { from: chance.pick(shelves), to: chance.pick(shelves), grams }],
        ['Swept', {}],
      ] as const);
  return {
    id,
    type,
    data,
    schemaVersion: 1,
    orderingKey: `customer-${customer}`,
    businessDate: `2026-02-${String(chance.between(1, 28)).padStart(2, '0')}` as BusinessDate,
    actor: 'load',
    correlationId: id,
  };
}
