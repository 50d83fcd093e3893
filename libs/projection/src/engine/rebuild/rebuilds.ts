import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { nextBuildName } from '../builds.ts';
import type { Jobs } from '../jobs.ts';
import type { LiveProjector } from '../live-projector.ts';
import { wordsOf } from '../parking.ts';
import type { NewBuild, OnStep } from './fill.ts';
import type { Difference } from './finding.ts';

export interface RebuildOptions {
  /** Serve the new build even where it differs from the live one, or where that cannot be compared. */
  readonly force?: boolean;
  readonly onStep?: OnStep;
}

/** How the rebuild of one view ended. */
export interface RebuildOutcome {
  readonly view: string;
  /** The new build; dropped again where it is not served. */
  readonly build: string;
  /** Whether readers are served it now. */
  readonly isServed: boolean;
  /** Where it differs from the build before: null where it is equal, or was not compared. */
  readonly difference: Difference | null;
  /** Why it was not compared or not made; null where all went well. */
  readonly error: string | null;
}

export interface RebuildsOptions {
  readonly store: ReadStore;
  readonly jobs: Jobs;
  readonly live: LiveProjector;
  /** The build of this version that readers are served; null where there is none. */
  readonly served: (view: View) => string | null;
  readonly serve: (view: View, build: string) => Promise<void>;
}

/** Makes builds beside the live ones, hands them to the live projector, compares, and has them served. */
export class Rebuilds {
  readonly #options: RebuildsOptions;
  readonly #running = new Map<string, { done: number; total: number }>();
  readonly #settling = new Set<Promise<unknown>>();

  constructor(options: RebuildsOptions) {
    this.#options = options;
  }

  /** How far the rebuild of a view is; null where there is none under way. */
  stepOf(view: string): { readonly done: number; readonly total: number } | null {
    return this.#running.get(view) ?? null;
  }

  /** Rebuilds views, in one pass over the log. @throws RangeError where one of them is being rebuilt. */
  async run(views: readonly View[], options: RebuildOptions): Promise<readonly RebuildOutcome[]> {
    const busy = views.find((view) => this.#running.has(view.name));
    if (busy) throw new RangeError(`${busy.name} is being rebuilt already: wait for it`);
    const step = { done: 0, total: 0 };
    for (const view of views) this.#running.set(view.name, step);
    const rebuilding = this.#rebuild(views, options, step).finally(() => {
      for (const view of views) this.#running.delete(view.name);
      this.#settling.delete(rebuilding);
    });
    this.#settling.add(rebuilding);
    return rebuilding;
  }

  /** Resolves when nothing is being rebuilt any more, however that ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#settling);
  }

  async #rebuild(
    views: readonly View[],
    options: RebuildOptions,
    step: { done: number; total: number },
  ): Promise<readonly RebuildOutcome[]> {
    const { store, jobs } = this.#options;
    const stored = await store.builds();
    const builds = views.map((view): NewBuild => ({ view, id: nextBuildName(view, stored) }));
    const onStep: OnStep = (done, total) => {
      Object.assign(step, { done, total });
      options.onStep?.(done, total);
    };
    const filled = await jobs.fill(builds, onStep);
    const outcomes: RebuildOutcome[] = [];
    for (const { view, id, error } of filled) {
      outcomes.push(error === null ? await this.#handOver(view, id, options.force === true) : await this.#discard(view, id, error));
    }
    return outcomes;
  }

  /** Lets the live projector take a filled build over, and serves it where it equals the one before. */
  async #handOver(view: View, id: string, force: boolean): Promise<RebuildOutcome> {
    try {
      await this.#options.live.adopt(view, id);
      const { difference, error } = await this.#differenceFrom(view, id);
      if ((difference !== null || error !== null) && !force) return await this.#discard(view, id, error, difference);
      await this.#options.serve(view, id);
      return { view: view.name, build: id, isServed: true, difference, error: null };
    } catch (error) {
      return this.#discard(view, id, wordsOf(error));
    }
  }

  /** Against a build of the same version: another version differs on purpose. */
  async #differenceFrom(view: View, id: string): Promise<{ readonly difference: Difference | null; readonly error: string | null }> {
    const { live, jobs, served } = this.#options;
    const before = served(view);
    if (before === null) return { difference: null, error: null };
    const state = live.find(before)?.state;
    if (state !== 'live') return { difference: null, error: `${before} cannot be compared with: it is ${state ?? 'not projected'}` };
    await live.saveMarks();
    const { difference } = await jobs.compare(view, before, id);
    return { difference, error: null };
  }

  async #discard(view: View, id: string, error: string | null, difference: Difference | null = null): Promise<RebuildOutcome> {
    const { live, store } = this.#options;
    await live.retire(id);
    if ((await store.active(view.name)) !== id) await store.drop(id);
    return { view: view.name, build: id, isServed: false, difference, error };
  }
}
