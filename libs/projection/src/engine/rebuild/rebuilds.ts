import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { Jobs } from '../jobs.ts';
import type { LiveProjector } from '../live/live-projector.ts';
import { wordsOf } from '../parking.ts';
import type { ServedBuilds } from '../served-builds.ts';
import { type BuildClaim, type BuildClaims, RebuildRefused } from './claims.ts';
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
  readonly claims: BuildClaims;
  readonly served: ServedBuilds;
  /** Resolves when a build brought live is as far as the one it is to replace (null: as the log): where not all of it is folded here. */
  readonly reachServed?: (view: View, build: string, served: string | null, signal: AbortSignal) => Promise<void>;
}

/** Makes builds beside the live ones, hands them to the live projector, compares, and has them served. */
export class Rebuilds {
  readonly #options: RebuildsOptions;
  readonly #running = new Map<string, { done: number; total: number }>();
  readonly #settling = new Set<Promise<unknown>>();
  #rebuilt = 0;

  constructor(options: RebuildsOptions) {
    this.#options = options;
  }

  /** How many builds were made here and served. */
  get rebuilt(): number {
    return this.#rebuilt;
  }

  /** How far the rebuild of a view is; null where there is none under way here. */
  stepOf(view: string): { readonly done: number; readonly total: number } | null {
    return this.#running.get(view) ?? null;
  }

  /** Rebuilds views, in one pass over the log. @throws RebuildRefused where one of them is being rebuilt, here or in another process. */
  async run(views: readonly View[], options: RebuildOptions): Promise<readonly RebuildOutcome[]> {
    const claims: BuildClaim[] = [];
    try {
      for (const view of views) claims.push(await this.#claimed(view));
    } catch (error) {
      for (const claim of claims) await this.#end(claim);
      throw error;
    }
    return this.runClaimed(claims, options);
  }

  /** Rebuilds the views that were claimed, and gives the claims back. */
  async runClaimed(claims: readonly BuildClaim[], options: RebuildOptions): Promise<readonly RebuildOutcome[]> {
    const step = { done: 0, total: 0 };
    for (const { view } of claims) this.#running.set(view.name, step);
    const rebuilding = this.#rebuild(claims, options, step).finally(async () => {
      this.#settling.delete(rebuilding);
      for (const claim of claims) await this.#end(claim);
    });
    this.#settling.add(rebuilding);
    return rebuilding;
  }

  /** Resolves when nothing is being rebuilt any more, however that ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#settling);
  }

  async #claimed(view: View): Promise<BuildClaim> {
    const claim = await this.#options.claims.claim(view);
    if (!claim) throw new RebuildRefused(view.name);
    this.#running.set(view.name, { done: 0, total: 0 });
    return claim;
  }

  async #end(claim: BuildClaim): Promise<void> {
    this.#running.delete(claim.view.name);
    await claim.end();
  }

  async #rebuild(
    claims: readonly BuildClaim[],
    options: RebuildOptions,
    step: { done: number; total: number },
  ): Promise<readonly RebuildOutcome[]> {
    const onStep: OnStep = (done, total) => {
      Object.assign(step, { done, total });
      options.onStep?.(done, total);
    };
    const builds = claims.map(({ view, build }): NewBuild => ({ view, id: build }));
    const filled = await this.#options.jobs.fill(builds, onStep);
    const outcomes: RebuildOutcome[] = [];
    for (const { view, id, error } of filled) {
      const claim = claims.find(({ build }) => build === id);
      if (claim && error === null) outcomes.push(await this.#handOver(claim, options.force === true));
      else outcomes.push(await this.#discard(view, id, error));
    }
    return outcomes;
  }

  /** Lets the live projector take a filled build over, and serves it where it equals the one before. */
  async #handOver(claim: BuildClaim, force: boolean): Promise<RebuildOutcome> {
    const { view, build: id } = claim;
    const { live, served, reachServed } = this.#options;
    try {
      await claim.bringLive();
      await live.adopt(view, id);
      await reachServed?.(view, id, served.of(view), claim.lost);
      const { difference, error } = await this.#differenceFrom(view, id);
      if ((difference !== null || error !== null) && !force) return await this.#discard(view, id, error, difference);
      await claim.check();
      await served.serve(view, id);
      this.#rebuilt += 1;
      return { view: view.name, build: id, isServed: true, difference, error: null };
    } catch (error) {
      return this.#discard(view, id, wordsOf(error));
    }
  }

  /** Against a build of the same version: another version differs on purpose. */
  async #differenceFrom(view: View, id: string): Promise<{ readonly difference: Difference | null; readonly error: string | null }> {
    const { live, jobs, served } = this.#options;
    const before = served.of(view);
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
