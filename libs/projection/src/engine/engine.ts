import type { EventFeed } from '@zongheng/event-feed';
import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { Build } from './build.ts';
import { nextBuildName, openBuild, servedBuild } from './builds.ts';
import type { ReadableLog } from './catch-up.ts';
import { DocumentBuild } from './documents/document-build.ts';
import type { EngineStatus, ParkedOfView, ViewStatus } from './engine-status.ts';
import { type Jobs, jobsHere } from './jobs.ts';
import { type CaredBuild, LiveProjector, type LiveOptions } from './live-projector.ts';
import { wordsOf } from './parking.ts';
import { Progress, type ViewProgress, watermarkOf } from './progress.ts';
import type { Projections } from './projections.ts';
import type { OnStep } from './rebuild/fill.ts';
import type { Finding } from './rebuild/finding.ts';
import { type RebuildOptions, type RebuildOutcome, Rebuilds } from './rebuild/rebuilds.ts';
import { chosenKeys, type KeyOutcome, releaseParked, tryParked } from './release.ts';

export interface EngineOptions extends Pick<LiveOptions, 'group' | 'batchMax' | 'build' | 'retryMs' | 'onTrouble'> {
  readonly views: readonly View[];
  readonly log: ReadableLog;
  readonly feed: EventFeed;
  readonly store: ReadStore;
  /** Where rebuilds and comparisons run (default: in this thread). */
  readonly jobs?: Jobs;
  /** Resolves when those who read a view have moved to the build that is served from now on: the one before is dropped then. */
  readonly readersMoved?: (view: string, build: string) => Promise<void>;
  /** A new view is filled by the feed where the log is no longer than this (default 10,000), else by a rebuild beside. */
  readonly shortLogMax?: number;
}

/**
 * Projects the log into all views: opens or makes their builds, keeps them live, rebuilds and verifies them, and looks after what is
 * parked. One engine owns the builds of a read store.
 */
export class ProjectionEngine implements Projections {
  /** Where every view that is served stands. */
  readonly progress = new Progress();
  readonly #options: EngineOptions;
  readonly #live: LiveProjector;
  readonly #jobs: Jobs;
  readonly #rebuilds: Rebuilds;
  readonly #served = new Map<string, string>();
  readonly #errors = new Map<string, string>();
  #background: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    const { log, store } = options;
    this.#options = options;
    this.#jobs = options.jobs ?? jobsHere(log, store);
    this.#live = new LiveProjector({ ...options, onMoved: (builds) => this.#moved(builds) });
    this.#rebuilds = new Rebuilds({
      store,
      jobs: this.#jobs,
      live: this.#live,
      served: (view) => this.#served.get(view.name) ?? null,
      serve: (view, build) => this.#serve(view, build),
    });
  }

  /**
   * Starts projecting: what is stored goes on; a view that has no build of its version yet is filled by the feed where the log is short, and
   * else built beside and then served. Resolves when projecting has begun.
   */
  async start(): Promise<void> {
    const { views, store, log, shortLogMax = 10_000 } = this.#options;
    await this.#dropLeftovers();
    const isShort = (await log.head()) <= shortLogMax;
    const missing: View[] = [];
    for (const view of views) {
      const id = (await servedBuild(store, view)) ?? (isShort ? await this.#makeEmpty(view) : null);
      if (id === null) missing.push(view);
      else this.#served.set(view.name, id);
    }
    await this.#live.start(views.flatMap((view) => this.#startingBuild(view)));
    if (missing.length > 0) this.#background = this.#build(missing);
  }

  async status(): Promise<EngineStatus> {
    const head = await this.#options.log.head();
    return { head, feedError: this.#live.feedError, views: this.#options.views.map((view) => this.#statusOf(view, head)) };
  }

  async parked(name?: string): Promise<readonly ParkedOfView[]> {
    const views = name === undefined ? this.#options.views : [this.#view(name)];
    const parked: ParkedOfView[] = [];
    for (const view of views) {
      const build = this.#served.get(view.name);
      if (build === undefined) continue;
      const keys = (await this.#buildNow(view, build)).parked();
      if (keys.length > 0) parked.push({ view: view.name, build, keys });
    }
    return parked;
  }

  async retry(name: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    const view = this.#view(name);
    const build = await this.#buildNow(view, this.#servedOf(view));
    return tryParked(this.#options.log, this.#options.store, build, orderingKeys);
  }

  async release(name: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    const view = this.#view(name);
    const id = this.#servedOf(view);
    const { log, store } = this.#options;
    const releasing = (build: Build) =>
      build instanceof DocumentBuild ? releaseParked(log, build, orderingKeys) : Promise.resolve<readonly KeyOutcome[]>([]);
    if (view.kind === 'journal') return this.#releaseJournal(view, orderingKeys);
    const released = (await this.#live.use(id, releasing)) ?? (await releasing(await openBuild(store, view, id)));
    await this.#live.resume(id);
    return released;
  }

  rebuild(names: readonly string[], options: RebuildOptions = {}): Promise<readonly RebuildOutcome[]> {
    return this.#rebuilds.run(
      names.map((name) => this.#view(name)),
      options,
    );
  }

  async verify(name: string, onStep: OnStep = () => undefined): Promise<Finding> {
    const view = this.#view(name);
    await this.#live.saveMarks();
    return this.#jobs.verify(view, this.#servedOf(view), onStep);
  }

  async stop(): Promise<void> {
    await this.#jobs.stop();
    await this.#live.stop();
    await this.#background;
    await this.#rebuilds.settled();
    this.progress.close();
  }

  async #build(views: readonly View[]): Promise<void> {
    try {
      for (const { view, error } of await this.#rebuilds.run(views, { force: true })) if (error !== null) this.#errors.set(view, error);
    } catch (error) {
      for (const view of views) this.#errors.set(view.name, wordsOf(error));
    }
  }

  async #releaseJournal(view: View, orderingKeys: readonly string[] | undefined): Promise<readonly KeyOutcome[]> {
    const { store } = this.#options;
    const before = chosenKeys((await this.#buildNow(view, this.#servedOf(view))).parked(), orderingKeys);
    if (before.length === 0) return [];
    const [outcome] = await this.#rebuilds.run([view], { force: true });
    if (outcome?.error) throw new Error(`${view.name} could not be rebuilt: ${outcome.error}`);
    const after = new Map((await openBuild(store, view, this.#servedOf(view))).parked().map((key) => [key.orderingKey, key]));
    return before.map(({ orderingKey }) => {
      const still = after.get(orderingKey);
      return { orderingKey, folds: !still, position: still?.firstPosition ?? null, error: still?.error ?? null };
    });
  }

  /** Serves a build from now on, and lets go of the one before when its readers have moved. */
  async #serve(view: View, build: string): Promise<void> {
    const { store } = this.#options;
    const before = await store.active(view.name);
    await store.activate(view.name, build);
    this.#served.set(view.name, build);
    this.#errors.delete(view.name);
    const now = this.#live.find(build)?.build;
    if (now) this.#moved([now]);
    if (before !== null && before !== build) await this.#letGo(view, before, build);
  }

  /** Where readers do not move in time, or the build cannot be dropped, it stays in the store until the next start. */
  async #letGo(view: View, before: string, now: string): Promise<void> {
    await this.#live.retire(before);
    try {
      await this.#options.readersMoved?.(view.name, now);
      await this.#options.store.drop(before);
    } catch (error) {
      this.#errors.set(view.name, `${before} is still stored: ${wordsOf(error)}`);
    }
  }

  /** Builds that are equally far share one array of positions: whoever sends them on, sends it once. */
  #moved(builds: readonly Build[]): void {
    const served = builds.filter((build) => this.#served.get(build.view.name) === build.id);
    let positions: readonly number[] = [];
    const told = served.map((build): ViewProgress => {
      if (!isSame(build.positions, positions)) positions = [...build.positions];
      return { view: build.view.name, build: build.id, positions, parked: build.parked() };
    });
    if (told.length > 0) this.progress.set(...told);
  }

  #statusOf(view: View, head: number): ViewStatus {
    const build = this.#served.get(view.name) ?? null;
    const cared: CaredBuild | undefined = build === null ? undefined : this.#live.find(build);
    const known = this.progress.get(view.name);
    const watermark = watermarkOf(known?.positions ?? []);
    return {
      view: view.name,
      version: view.version,
      build,
      state: cared?.state ?? (this.#errors.has(view.name) ? 'failing' : 'building'),
      watermark,
      lag: Math.max(head - watermark, 0),
      caughtUp: cared?.state === 'live' && watermark >= head,
      parked: known?.parked.length ?? 0,
      error: cared?.error ?? this.#errors.get(view.name) ?? null,
      rebuild: this.#rebuilds.stepOf(view.name),
    };
  }

  /** The build as it is being folded, or as it is stored where it is not live. */
  async #buildNow(view: View, id: string): Promise<Build> {
    return this.#live.find(id)?.build ?? openBuild(this.#options.store, view, id);
  }

  #startingBuild(view: View): { readonly view: View; readonly id: string }[] {
    const id = this.#served.get(view.name);
    return id === undefined ? [] : [{ view, id }];
  }

  async #makeEmpty(view: View): Promise<string> {
    const { store } = this.#options;
    const id = nextBuildName(view, await store.builds());
    await openBuild(store, view, id);
    await store.activate(view.name, id);
    return id;
  }

  /** Removes builds of these views that nobody is served: a rebuild that broke off, an old one whose readers had not moved. */
  async #dropLeftovers(): Promise<void> {
    const { store, views } = this.#options;
    const names = new Set(views.map((view) => view.name));
    for (const stored of await store.builds()) {
      if (names.has(stored.view) && (await store.active(stored.view)) !== stored.build) await store.drop(stored.build);
    }
  }

  #view(name: string): View {
    const view = this.#options.views.find((each) => each.name === name);
    if (!view) throw new RangeError(`no view ${name}: there are ${this.#options.views.map((each) => each.name).join(', ')}`);
    return view;
  }

  #servedOf(view: View): string {
    const build = this.#served.get(view.name);
    if (build === undefined) throw new RangeError(`${view.name} is being built for the first time: wait until it is served`);
    return build;
  }
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((position, shard) => position === other[shard]);
}
