import { shardCount } from '@zongheng/kernel';
import type { ParkedKey } from '@zongheng/read-store';

/** How far one view is folded, for those who read it. */
export interface ViewProgress {
  readonly view: string;
  /** The build that readers are served. */
  readonly build: string;
  /** What each shard has reached, by index. */
  readonly positions: readonly number[];
  /** The ordering keys it leaves out, because their events cannot be folded: answers name them. */
  readonly parked: readonly ParkedKey[];
}

/** Called when views have moved on, or another build of theirs is served. */
export type ProgressListener = (progress: readonly ViewProgress[]) => void;

interface Waiter {
  readonly shard: number | 'all';
  readonly position: number;
  readonly resolve: (reached: boolean) => void;
}

/**
 * Where every view stands, as far as it is known here: kept beside the projector, and in every thread that reads. Positions given are
 * durable: what they cover can be read.
 */
export class Progress {
  readonly #views = new Map<string, ViewProgress>();
  readonly #waiters = new Map<string, Set<Waiter>>();
  readonly #listeners = new Set<ProgressListener>();

  /** Notes where views stand. What a build has once reached it keeps, also where a projector that starts again tells of less. */
  set(...told: readonly ViewProgress[]): void {
    const known = told.map((each) => this.#note(each));
    for (const listener of this.#listeners) listener(known);
  }

  #note(told: ViewProgress): ViewProgress {
    const before = this.#views.get(told.view);
    const progress = before?.build === told.build ? { ...told, positions: furthest(before.positions, told.positions) } : told;
    this.#views.set(progress.view, progress);
    for (const waiter of this.#waiters.get(progress.view) ?? []) if (isReached(progress, waiter)) waiter.resolve(true);
    return progress;
  }

  /** Notes that a view is not served any more: who waits for it goes on waiting. */
  forget(view: string): void {
    this.#views.delete(view);
  }

  get(view: string): ViewProgress | undefined {
    return this.#views.get(view);
  }

  /** The highest position that all shards of a view have reached; 0 for a view not known (yet). */
  watermark(view: string): number {
    return watermarkOf(this.#views.get(view)?.positions ?? []);
  }

  /**
   * Waits until a shard of a view (or all of its shards: its watermark) has reached a position: true, or false after `timeoutMs`. A view that
   * is not served yet is waited for too.
   */
  waitFor(view: string, shard: number | 'all', position: number, timeoutMs: number): Promise<boolean> {
    const known = this.#views.get(view);
    if (known && isReached(known, { shard, position })) return Promise.resolve(true);
    if (timeoutMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(view) ?? new Set<Waiter>();
      this.#waiters.set(view, waiters);
      const waiter: Waiter = {
        shard,
        position,
        resolve: (reached) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(reached);
        },
      };
      const timer = setTimeout(() => waiter.resolve(false), timeoutMs);
      waiters.add(waiter);
    });
  }

  /** Tells a listener of every move from now on, until the function answered is called. */
  onProgress(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nothing more will be known: everybody still waiting is answered with false. */
  close(): void {
    for (const waiters of this.#waiters.values()) for (const waiter of waiters) waiter.resolve(false);
    this.#listeners.clear();
  }
}

/** The highest position that all shards have reached: the lowest of theirs. */
export function watermarkOf(positions: readonly number[]): number {
  return positions.length < shardCount ? 0 : Math.min(...positions);
}

/** Mostly the later word is further everywhere, and then it is taken as it is. */
function furthest(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.every((position, shard) => position >= (one[shard] ?? 0))) return other;
  return other.map((position, shard) => Math.max(position, one[shard] ?? 0));
}

function isReached(progress: ViewProgress, wanted: Pick<Waiter, 'shard' | 'position'>): boolean {
  const at = wanted.shard === 'all' ? watermarkOf(progress.positions) : (progress.positions[wanted.shard] ?? 0);
  return at >= wanted.position;
}
