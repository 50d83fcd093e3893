import type { EventStore } from '@zongheng/event-store';
import { canonicalJson, type Contribution, type DocumentView, type RecordedEvent, shardCount, shardOf } from '@zongheng/kernel';
import { memoryReadStore, type ParkedKey, type ReadStore } from '@zongheng/read-store';
import type { ReadProgress, ViewStanding } from '../queries/read-progress.ts';
import type { LampEvent } from './house.events.ts';
import { type LampCard, lamps, light } from './house.views.ts';

/** Where toy views stand: all of them at one position, moved by hand. */
export class HouseProgress implements ReadProgress {
  position = 0;
  parked: readonly ParkedKey[] = [];
  readonly #waiters = new Set<() => void>();

  get(view: string): ViewStanding | undefined {
    if (view !== lamps.name && view !== light.name) return undefined;
    return { build: `${view}@1.1`, positions: Array.from({ length: shardCount }, () => this.position), parked: this.parked };
  }

  watermark(): number {
    return this.position;
  }

  moveTo(position: number): void {
    this.position = position;
    for (const wake of this.#waiters) wake();
  }

  async waitFor(_view: string, _shard: number | 'all', position: number, timeoutMs: number): Promise<boolean> {
    if (this.position >= position) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      const wake = (): void => {
        if (this.position < position) return;
        clearTimeout(timer);
        this.#waiters.delete(wake);
        resolve();
      };
      this.#waiters.add(wake);
    });
    return this.position >= position;
  }
}

/** A line of the toy journal. */
export interface LightRow extends Contribution {
  readonly position: number;
}

/** The read side of the house, folded from its log when told to. */
export class HouseReader {
  readonly store: ReadStore = memoryReadStore();
  readonly progress = new HouseProgress();
  rows: readonly LightRow[] = [];

  /** Folds the whole log. */
  async catchUp(log: EventStore): Promise<void> {
    const { events, position } = await log.readAll({ after: 0, limit: 10_000 });
    await this.#foldLamps(events);
    this.rows = events.flatMap((event) =>
      event.type === 'LampTurned'
        ? light.contribute(event as Parameters<typeof light.contribute>[0]).map((row) => ({ ...row, position: event.position }))
        : [],
    );
    this.progress.moveTo(position);
  }

  async #foldLamps(events: readonly RecordedEvent[]): Promise<void> {
    const view: DocumentView<LampCard, LampEvent> = lamps;
    const { name, version, fields, indexes } = view;
    const collection = await this.store.collection({ view: name, version, build: `${name}@1.1`, fields, indexes });
    const cards = new Map<string, { card: LampCard; position: number; shard: number }>();
    for (const event of events) {
      if (!event.stream.startsWith('lamp-')) continue;
      // The house records nothing else in the streams of lamps.
      const lampEvent = event as LampEvent;
      for (const key of view.keysOf(lampEvent)) {
        const card = view.evolve(cards.get(key)?.card ?? null, lampEvent, key);
        if (card) cards.set(key, { card, position: event.position, shard: shardOf(event.orderingKey) });
      }
    }
    const stored = await collection.get([...cards.keys()]);
    await collection.write(
      [...cards].map(([key, { card, position, shard }]) => ({
        foldedFrom: stored.get(key)?.position ?? null,
        document: { key, shard, position, body: canonicalJson(card), search: [], attributes: {}, ...view.index(card) },
      })),
    );
  }
}
