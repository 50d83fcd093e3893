import type { RecordedEvent } from '@zongheng/kernel';

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
  since: RecordedEvent | null;
}

/**
 * The folded documents of one build: those that have to be written, and the most recently used of the others up to `capacity`. What is
 * kept may be out of date where another projector writes too: the compare-and-set finds that out.
 */
export class HeldDocuments {
  readonly #capacity: number;
  readonly #clean = new Map<string, HeldDocument>();
  readonly #changed = new Map<string, HeldDocument>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): HeldDocument | undefined {
    const changed = this.#changed.get(key);
    if (changed) return changed;
    const held = this.#clean.get(key);
    if (!held) return undefined;
    this.#clean.delete(key);
    this.#clean.set(key, held);
    return held;
  }

  /** How many have to be written. */
  get changedCount(): number {
    return this.#changed.size;
  }

  /** Those that have to be written, the one touched longest ago first. */
  changed(): readonly HeldDocument[] {
    return [...this.#changed.values()];
  }

  /** Keeps a document as it stands in the store. */
  put(held: HeldDocument): void {
    this.#changed.delete(held.key);
    this.#clean.delete(held.key);
    this.#clean.set(held.key, held);
  }

  /** Notes that an event was folded into a document: it has to be written. */
  touch(held: HeldDocument, event: RecordedEvent): void {
    if (held.since === null) {
      held.since = event;
      this.#clean.delete(held.key);
    } else {
      this.#changed.delete(held.key);
    }
    this.#changed.set(held.key, held);
  }

  /** A document was written as it is. */
  written(held: HeldDocument): void {
    held.stored = held.position;
    held.since = null;
    this.put(held);
  }

  forget(key: string): void {
    this.#changed.delete(key);
    this.#clean.delete(key);
  }

  /** Lets go of what has not been used for longest, down to the capacity. Only between batches: a batch relies on what it loaded. */
  trim(): void {
    for (const key of this.#clean.keys()) {
      if (this.#clean.size <= this.#capacity) return;
      this.#clean.delete(key);
    }
  }
}
