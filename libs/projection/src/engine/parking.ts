import type { RecordedEvent } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';

/** With more ordering keys parked than this a projection stops: so many failures are a fault of the view, not of single events. */
export const parkedKeysMax = 100;

/** A projection stopped because too much of it is parked. Mend the view, then rebuild it, or release and resume it. */
export class TooManyParked extends Error {
  readonly code = 'PROJECTION.TOO_MANY_PARKED';
  readonly last: ParkedKey;

  constructor(build: string, last: ParkedKey) {
    super(
      `${build}: more than ${parkedKeysMax} ordering keys cannot be folded, the last is ${last.orderingKey} at position ` +
        `${last.firstPosition} (${last.error}): mend the view, then rebuild it`,
    );
    this.name = 'TooManyParked';
    this.last = last;
  }
}

/**
 * The ordering keys of one build whose events cannot be folded: from the first event that failed on, everything of that key is left out,
 * so that nothing is folded out of order. What is parked stands in the shard's checkpoint.
 */
export class ParkedKeys {
  readonly #build: string;
  readonly #keys = new Map<string, ParkedKey>();
  readonly #changed = new Set<number>();
  /** Shards whose set was ever other than empty here: it is said with every save of them, in case another's save stood in between. */
  readonly #named = new Set<number>();

  constructor(build: string, parked: Iterable<ParkedKey> = []) {
    this.#build = build;
    for (const key of parked) this.#keep(key);
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Whether an event is left out: its key was parked at it or before it. */
  covers(event: Pick<RecordedEvent, 'orderingKey' | 'position'>): boolean {
    if (this.#keys.size === 0) return false;
    const parked = this.#keys.get(event.orderingKey);
    return parked !== undefined && event.position >= parked.firstPosition;
  }

  get(orderingKey: string): ParkedKey | undefined {
    return this.#keys.get(orderingKey);
  }

  /** Parks the event's key from this event on; a key parked earlier stays as it is. @throws TooManyParked */
  park(event: Pick<RecordedEvent, 'id' | 'orderingKey' | 'position'>, shard: number, error: unknown): void {
    if (this.covers(event)) return;
    const key: ParkedKey = {
      orderingKey: event.orderingKey,
      shard,
      firstPosition: event.position,
      eventId: event.id,
      error: wordsOf(error),
    };
    this.#keep(key);
    this.#changed.add(shard);
    if (this.#keys.size > parkedKeysMax) throw new TooManyParked(this.#build, key);
  }

  remove(orderingKey: string): void {
    const key = this.#keys.get(orderingKey);
    if (!key) return;
    this.#keys.delete(orderingKey);
    this.#changed.add(key.shard);
  }

  /** Parks keys again as they were: after a release that broke off. */
  restore(keys: Iterable<ParkedKey>): void {
    for (const key of keys) {
      this.#keep(key);
      this.#changed.add(key.shard);
    }
  }

  /** Puts what is stored for some shards in place of what was known of them. */
  reload(shards: ReadonlySet<number>, parked: Iterable<ParkedKey>): void {
    for (const key of this.#keys.values()) if (shards.has(key.shard)) this.#keys.delete(key.orderingKey);
    for (const key of parked) if (shards.has(key.shard)) this.#keep(key);
    for (const shard of shards) this.#changed.delete(shard);
  }

  all(): readonly ParkedKey[] {
    return [...this.#keys.values()].sort((one, other) => one.firstPosition - other.firstPosition);
  }

  /** The shards whose set is not saved yet. */
  changedShards(): readonly number[] {
    return [...this.#changed];
  }

  /** What a save of these shards says of them: the whole set of each. */
  setsOf(shards: Iterable<number>): ReadonlyMap<number, readonly ParkedKey[]> {
    const sets = new Map<number, readonly ParkedKey[]>();
    if (this.#named.size === 0) return sets;
    for (const shard of shards)
      if (this.#named.has(shard))
        sets.set(
          shard,
          this.all().filter((key) => key.shard === shard),
        );
    return sets;
  }

  /** The sets of these shards are stored as they are. */
  saved(shards: Iterable<number>): void {
    for (const shard of shards) this.#changed.delete(shard);
  }

  #keep(key: ParkedKey): void {
    this.#keys.set(key.orderingKey, key);
    this.#named.add(key.shard);
  }
}

/** The words of anything thrown, at most 500 characters: they stand in a checkpoint. */
export function wordsOf(error: unknown): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return words.length > 500 ? `${words.slice(0, 499)}…` : words;
}
