import type { EventStore } from '@zongheng/event-store';
import {
  canonicalJson,
  type DocumentView,
  type JournalView,
  latest,
  type RecordedEvent,
  shardCount,
  shardOf,
  treeAsOf,
} from '@zongheng/kernel';
import { encodeSegment, EventLookup, inlineCompactor, JournalReader } from '@zongheng/projection';
import { memoryReadStore, type ParkedKey, type ReadStore } from '@zongheng/read-store';
import { Trees, type TreesOfMoment } from '../figures/trees.ts';
import type { ReadProgress, ViewStanding } from '../queries/read-progress.ts';
import type { LampEvent } from './house.events.ts';
import { houseJournals, type LampCard, lamps } from './house.views.ts';

/** Where toy views stand: all of them at one position, moved by hand. */
export class HouseProgress implements ReadProgress {
  position = 0;
  parked: readonly ParkedKey[] = [];
  readonly #waiters = new Set<() => void>();

  get(view: string): ViewStanding | undefined {
    if (![lamps, ...houseJournals].some(({ name }) => name === view)) return undefined;
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

/** The house has neither units nor regions. */
export class NoTrees extends Trees {
  override async at(): Promise<TreesOfMoment> {
    return { units: treeAsOf<string, string>([], latest), regions: treeAsOf([], latest) };
  }
}

/** The read side of the house, folded from its log when told to. */
export class HouseReader {
  readonly store: ReadStore = memoryReadStore();
  readonly progress = new HouseProgress();
  lookup = new EventLookup({ readAll: async () => ({ events: [], position: 0, atEnd: true }) });
  readonly #journals = new Map<string, JournalReader>();

  /** The columns of a journal. */
  of(journal: string): JournalReader | undefined {
    return this.#journals.get(journal);
  }

  /** Folds the whole log. */
  async catchUp(log: EventStore): Promise<void> {
    const { events, position } = await log.readAll({ after: 0, limit: 10_000 });
    await this.#foldLamps(events);
    for (const journal of houseJournals) await this.#foldJournal(journal, events, position);
    this.lookup = new EventLookup(log);
    this.progress.moveTo(position);
  }

  /** All of its rows in one segment. */
  async #foldJournal(journal: JournalView, events: readonly RecordedEvent[], upTo: number): Promise<void> {
    const { name: view, version, dimensions, measures } = journal;
    const stored = await memoryReadStore().journal({ view, version, build: `${view}@1.1`, dimensions, measures });
    const handled = events.filter((event) => journal.handles.includes(event.type));
    const rows = handled.flatMap((event) => journal.contribute(event).map((contribution) => ({ position: event.position, contribution })));
    await stored.append([{ shard: 0, after: 0, upTo, rows: rows.length, bytes: encodeSegment(journal, rows) }]);
    const positions = Array.from({ length: shardCount }, () => upTo);
    this.#journals.set(view, await JournalReader.open(stored, journal, { compactor: inlineCompactor(), positions }));
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
