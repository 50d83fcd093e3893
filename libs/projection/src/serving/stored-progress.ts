import { type View, viewId } from '@zongheng/kernel';
import type { ParkedKey, ReadStore, ServedBuild } from '@zongheng/read-store';
import { Progress, type ViewProgress } from '../engine/progress.ts';

export interface StoredProgressOptions {
  readonly store: Pick<ReadStore, 'served'>;
  /** The views that are read here: builds of other versions of them are none of ours. */
  readonly views: readonly View[];
  /** How often the store is looked at, in ms: while somebody waits for it, and else (default 10 and 100). */
  readonly everyMs?: readonly [number, number];
  /** Told when the store could not be looked at, once until it can be again: what was known stays meanwhile. */
  readonly onFailure?: (error: unknown) => void;
}

const everyMsDefault = [10, 100] as const;

/** Where the views stand, for a process that does not project them: as the projectors say in the read store. */
export class StoredProgress extends Progress {
  readonly #options: StoredProgressOptions;
  readonly #versions: ReadonlyMap<string, string>;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #isFailing = false;
  #isClosed = false;

  private constructor(options: StoredProgressOptions) {
    super();
    this.#options = options;
    this.#versions = new Map(options.views.map((view) => [view.name, `${viewId(view)}.`]));
  }

  /** Looks at the store for the first time, and from then on again and again. @throws ReadStoreError where it cannot be looked at. */
  static async open(options: StoredProgressOptions): Promise<StoredProgress> {
    const progress = new StoredProgress(options);
    progress.#take(await options.store.served());
    progress.#lookLater();
    return progress;
  }

  override async waitFor(view: string, shard: number | 'all', position: number, timeoutMs: number): Promise<boolean> {
    const reached = super.waitFor(view, shard, position, timeoutMs);
    this.#waiting += 1;
    // The first who waits does not sit out a pause that was meant for nobody.
    if (this.#waiting === 1) this.#lookLater();
    try {
      return await reached;
    } finally {
      this.#waiting -= 1;
    }
  }

  override close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    super.close();
  }

  /** Where a look is under way, it goes on to the next by itself. */
  #lookLater(tookMs = 0): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#looking !== null) return;
    const [waitedFor, idle] = this.#options.everyMs ?? everyMsDefault;
    // A store that is slow to answer is not asked all the time.
    const pauseMs = this.#waiting > 0 ? Math.max(waitedFor, tookMs) : idle;
    this.#timer = setTimeout(() => void this.#look(), pauseMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const begun = performance.now();
    this.#looking = this.#lookNow();
    await this.#looking;
    this.#looking = null;
    this.#lookLater(performance.now() - begun);
  }

  async #lookNow(): Promise<void> {
    try {
      const served = await this.#options.store.served();
      if (!this.#isClosed) this.#take(served);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing && !this.#isClosed) this.#options.onFailure?.(error);
      this.#isFailing = true;
    }
  }

  /** Tells of those that have moved. Builds that are equally far share one array of positions. */
  #take(served: readonly ServedBuild[]): void {
    const ours = served.filter(({ view, build }) => build.startsWith(this.#versions.get(view) ?? '\0'));
    let positions: readonly number[] = [];
    const moved: ViewProgress[] = [];
    for (const { view, build, positions: reached, parked } of ours) {
      if (!isSame(positions, reached)) positions = reached;
      const known = this.get(view);
      const isKnown = known?.build === build && isSame(known.positions, positions) && isSameParked(known.parked, parked);
      if (!isKnown) moved.push({ view, build, positions, parked });
    }
    if (moved.length > 0) this.set(...moved);
    const names = new Set(ours.map(({ view }) => view));
    for (const view of this.#versions.keys()) if (!names.has(view)) this.forget(view);
  }
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((position, shard) => position === other[shard]));
}

function isSameParked(one: readonly ParkedKey[], other: readonly ParkedKey[]): boolean {
  const isSameKey = (key: ParkedKey, index: number): boolean =>
    key.orderingKey === other[index]?.orderingKey && key.firstPosition === other[index]?.firstPosition;
  return one.length === other.length && one.every(isSameKey);
}
