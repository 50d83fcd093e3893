import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { Build } from './build.ts';
import { openBuild } from './builds.ts';
import type { ReadableLog } from './catch-up.ts';
import { DocumentBuild } from './documents/document-build.ts';
import type { ParkedOfView } from './engine-status.ts';
import type { LiveProjector } from './live/live-projector.ts';
import type { Rebuilds } from './rebuild/rebuilds.ts';
import { chosenKeys, type KeyOutcome, releaseParked, tryParked } from './release.ts';
import type { ServedBuilds } from './served-builds.ts';

export interface ParkingDeskOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly live: LiveProjector;
  readonly served: ServedBuilds;
  readonly rebuilds: Rebuilds;
}

/** Looks after what is parked: tells it, tries it again, and releases it. */
export class ParkingDesk {
  readonly #options: ParkingDeskOptions;

  constructor(options: ParkingDeskOptions) {
    this.#options = options;
  }

  async parked(views: readonly View[]): Promise<readonly ParkedOfView[]> {
    const parked: ParkedOfView[] = [];
    for (const view of views) {
      const build = this.#options.served.of(view);
      if (build === null) continue;
      const keys = (await this.#buildNow(view, build)).parked();
      if (keys.length > 0) parked.push({ view: view.name, build, keys });
    }
    return parked;
  }

  async retry(view: View, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    const { log, store, served } = this.#options;
    return tryParked(log, store, await this.#buildNow(view, served.required(view)), orderingKeys);
  }

  /**
   * Folds what was left out into documents, where they are folded here. To a journal nothing is added in between, and what another projector has
   * parked is in his memory too: these are rebuilt and swapped in instead.
   */
  async release(view: View, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    const { log, store, live, served } = this.#options;
    const id = served.required(view);
    const chosen = chosenKeys((await this.#buildNow(view, id)).parked(), orderingKeys);
    const own = new Set(live.shards());
    if (view.kind === 'journal' || !chosen.every(({ shard }) => own.has(shard))) return this.#releaseByRebuild(view, orderingKeys);
    const releasing = (build: Build) =>
      build instanceof DocumentBuild ? releaseParked(log, build, orderingKeys) : Promise.resolve<readonly KeyOutcome[]>([]);
    const released = (await live.use(id, releasing)) ?? (await releasing(await openBuild(store, view, id)));
    await live.resume(id);
    return released;
  }

  async #releaseByRebuild(view: View, orderingKeys: readonly string[] | undefined): Promise<readonly KeyOutcome[]> {
    const { store, served, rebuilds } = this.#options;
    const before = chosenKeys((await this.#buildNow(view, served.required(view))).parked(), orderingKeys);
    if (before.length === 0) return [];
    const [outcome] = await rebuilds.run([view], { force: true });
    if (outcome?.error) throw new Error(`${view.name} could not be rebuilt: ${outcome.error}`);
    const after = new Map((await openBuild(store, view, served.required(view))).parked().map((key) => [key.orderingKey, key]));
    return before.map(({ orderingKey }) => {
      const still = after.get(orderingKey);
      return { orderingKey, folds: !still, position: still?.firstPosition ?? null, error: still?.error ?? null };
    });
  }

  /** The build as it is being folded, or as it is stored where not all of it is folded here. */
  async #buildNow(view: View, id: string): Promise<Build> {
    const { live, store } = this.#options;
    return (live.hasAllShards() ? live.find(id)?.build : null) ?? openBuild(store, view, id);
  }
}
