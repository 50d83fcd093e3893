import { setTimeout as pause } from 'node:timers/promises';
import type { ReadStore } from '@zongheng/read-store';
import type { Build } from '../build.ts';

type Marks = Iterable<readonly [number, number]>;

interface Waiting {
  readonly builds: readonly string[];
  readonly positions: Map<number, number>;
}

const retryMs = 100;

/**
 * Says in the read store how far builds are, for processes that do not project. One word after the other, without batches waiting for it: what comes
 * while one is being said is said together.
 */
export class Announcing {
  readonly #store: Pick<ReadStore, 'reach'>;
  readonly #stopping: AbortSignal;
  #waiting = new Map<string, Waiting>();
  #saying: Promise<void> | null = null;

  constructor(store: Pick<ReadStore, 'reach'>, stopping: AbortSignal) {
    this.#store = store;
    this.#stopping = stopping;
  }

  /** Builds hold everything of these shards up to there: it must be stored. */
  say(builds: readonly string[], marks: Marks): void {
    if (builds.length === 0) return;
    const name = builds.join(' ');
    const waiting = this.#waiting.get(name) ?? { builds, positions: new Map<number, number>() };
    this.#waiting.set(name, waiting);
    for (const [shard, position] of marks) waiting.positions.set(shard, Math.max(waiting.positions.get(shard) ?? 0, position));
    this.#saying ??= this.#sayAll();
  }

  /** Where builds stand in some shards; those that are equally far are said of together. */
  sayOf(builds: readonly Build[], shards: readonly number[]): void {
    const alike = new Map<string, { readonly ids: string[]; readonly marks: readonly (readonly [number, number])[] }>();
    for (const { id, positions } of builds) {
      const marks = shards.map((shard) => [shard, positions[shard] ?? 0] as const);
      const found = alike.get(JSON.stringify(marks)) ?? { ids: [], marks };
      alike.set(JSON.stringify(marks), found);
      found.ids.push(id);
    }
    for (const { ids, marks } of alike.values()) this.say(ids, marks);
  }

  /** Resolves when all is said, or cannot be said any more. */
  async settled(): Promise<void> {
    await this.#saying;
  }

  async #sayAll(): Promise<void> {
    // What is said at once is said together: a batch says it of all its builds in one go.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const saying = this.#waiting;
      this.#waiting = new Map();
      for (const { builds, positions } of saying.values()) await this.#sayOne(builds, positions);
    }
    this.#saying = null;
  }

  /** Where it cannot be said it is left to what is said later, which is further; while nothing is, it is tried again. */
  async #sayOne(builds: readonly string[], positions: ReadonlyMap<number, number>): Promise<void> {
    try {
      await this.#store.reach(builds, positions);
    } catch {
      if (this.#stopping.aborted) return;
      await pause(retryMs, undefined, { signal: this.#stopping }).catch(() => undefined);
      if (!this.#stopping.aborted) this.say(builds, positions);
    }
  }
}
