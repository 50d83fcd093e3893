import type { RecordedEvent } from '@zongheng/kernel';

/** What parking an ordering key takes of an event. The event itself would be kept in memory with all that it says. */
export type EventPlace = Pick<RecordedEvent, 'id' | 'orderingKey' | 'position'>;

/** A document as the projector holds it between loading and writing. */
export interface HeldDocument {
  readonly key: string;
  shard: number;
  /** Null where there is none, or it was removed. */
  document: object | null;
  /** The position of the last event folded into it; 0 where none was. */
  position: number;
  /** The position it stands with in the store: what the next write is compared with. Null where it is not stored. */
  stored: number | null;
  /** The first event folded since it was loaded or written; null while it is as stored. */
  since: EventPlace | null;
  /** When it was used last, on the clock of those who hold it. */
  used: number;
}

/** One in so many documents that are touched is measured. */
const measuredEvery = 32;
/** Documents of up to so many characters of JSON count as one each; of larger ones, one for each of so many. */
const plainLength = 3_072;
const lengthOfOne = 1_536;
/** How much one measurement counts among those before it. */
const freshness = 1 / 16;

/** More than the capacity by this part may be kept: looking for the oldest costs as much for one as for many. */
const slack = 0.25;

/**
 * The folded documents of one build: those that have to be written, and about `capacity` of the others, the most recently used ones. What is
 * kept may be out of date where another projector writes too: the compare-and-set finds that out.
 */
export class HeldDocuments {
  readonly #capacity: number;
  readonly #held = new Map<string, HeldDocument>();
  readonly #changed = new Set<HeldDocument>();
  #clock = 0;
  #touched = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): HeldDocument | undefined {
    const held = this.#held.get(key);
    if (held) this.#use(held);
    return held;
  }

  /** How many have to be written; by what they take, in documents of the common size: where each has hundreds of attributes, few fill the memory. */
  get changedWeight(): number {
    return this.#changed.size * (this.#length <= plainLength ? 1 : this.#length / lengthOfOne);
  }

  /** Those that have to be written, the one used longest ago first. */
  changed(): readonly HeldDocument[] {
    return [...this.#changed].sort(byUse);
  }

  /** Those that have to be written and were not touched after a position. */
  changedUpTo(position: number): readonly HeldDocument[] {
    return [...this.#changed].filter((held) => held.position <= position);
  }

  /** Keeps a document as it stands in the store. */
  put(held: HeldDocument): void {
    const before = this.#held.get(held.key);
    if (before) this.#changed.delete(before);
    this.#held.set(held.key, held);
    this.#use(held);
  }

  /** Notes that an event was folded into a document: it has to be written. */
  touch(held: HeldDocument, { id, orderingKey, position }: EventPlace): void {
    this.#touched += 1;
    if (this.#touched % measuredEvery === 0) this.#measure(held.document);
    if (held.since !== null) return;
    held.since = { id, orderingKey, position };
    this.#changed.add(held);
  }

  /** A document was written as it is. */
  written(held: HeldDocument): void {
    held.stored = held.position;
    held.since = null;
    this.#changed.delete(held);
  }

  forget(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    this.#held.delete(key);
    this.#changed.delete(held);
  }

  /** Lets go of all that is held of some shards and stands in the store: others may have written on. */
  forgetShards(shards: ReadonlySet<number>): void {
    for (const held of this.#held.values()) if (held.since === null && shards.has(held.shard)) this.#held.delete(held.key);
  }

  /** Lets go of what has not been used for longest, where much more than the capacity is kept. Only between batches: a batch relies on what it loaded. */
  trim(): void {
    const kept = this.#held.size - this.#changed.size;
    if (kept <= this.#capacity * (1 + slack)) return;
    const unchanged = [...this.#held.values()].filter((held) => held.since === null);
    if (this.#capacity > 0) unchanged.sort(byUse);
    for (const { key } of unchanged.slice(0, unchanged.length - this.#capacity)) this.#held.delete(key);
  }

  #measure(document: object | null): void {
    const { length } = JSON.stringify(document);
    this.#length = this.#length === 0 ? length : this.#length + (length - this.#length) * freshness;
  }

  #use(held: HeldDocument): void {
    this.#clock += 1;
    held.used = this.#clock;
  }
}

function byUse(one: HeldDocument, other: HeldDocument): number {
  return one.used - other.used;
}
