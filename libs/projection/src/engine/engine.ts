import { setTimeout as pause } from 'node:timers/promises';
import type { EventFeed } from '@zongheng/event-feed';
import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { Build } from './build.ts';
import { openBuild, servedBuild } from './builds.ts';
import type { ReadableLog } from './catch-up.ts';
import type { EngineStatus, ParkedOfView } from './engine-status.ts';
import { type Jobs, jobsHere } from './jobs.ts';
import { LiveProjector, type LiveOptions } from './live/live-projector.ts';
import { eventsIn } from './log-length.ts';
import { ParkingDesk } from './parking-desk.ts';
import { wordsOf } from './parking.ts';
import { Progress, type ViewProgress } from './progress.ts';
import type { Projections } from './projections.ts';
import { type BuildClaim, type BuildClaims, ownClaims, sharedClaims } from './rebuild/claims.ts';
import type { OnStep } from './rebuild/fill.ts';
import type { Finding } from './rebuild/finding.ts';
import { reachServed } from './rebuild/reach-served.ts';
import { type RebuildOptions, type RebuildOutcome, Rebuilds } from './rebuild/rebuilds.ts';
import type { KeyOutcome } from './release.ts';
import { ServedBuilds } from './served-builds.ts';
import { Watch } from './shared/watch.ts';
import { statusOf } from './status-of.ts';

/** How projectors that share a read store live beside each other; times in ms. */
export interface SharedOptions {
  /** After how long without a sign of life a rebuild counts as broken off (default 15,000). */
  readonly leaseMs?: number;
  /** How long a build is kept after another took its place: whoever reads it has moved by then (default 60,000). */
  readonly keptMs?: number;
  /** How often it is looked what the others do (default 250), and for what they left behind (default 10,000). */
  readonly everyMs?: number;
  readonly sweepMs?: number;
  /** How long the others are given to take a rebuilt build into their care (default 5,000). */
  readonly patienceMs?: number;
}

export interface EngineOptions extends Pick<LiveOptions, 'group' | 'batchMax' | 'build' | 'retryMs' | 'onTrouble' | 'farBehind'> {
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
  /** Other processes project into the same store, or read from it. Without it, the engine owns all builds. */
  readonly shared?: SharedOptions;
}

/**
 * Projects the log into all views: opens or makes their builds, keeps them live, rebuilds and verifies them, and looks after what is
 * parked.
 */
export class ProjectionEngine implements Projections {
  /** Where every view that is served stands. */
  readonly progress = new Progress();
  readonly #options: EngineOptions;
  readonly #live: LiveProjector;
  readonly #jobs: Jobs;
  readonly #claims: BuildClaims;
  readonly #served: ServedBuilds;
  readonly #rebuilds: Rebuilds;
  readonly #desk: ParkingDesk;
  readonly #watch: Watch | null;
  readonly #stopping = new AbortController();
  #background: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    const { log, store, views, shared, jobs = jobsHere(log, store) } = options;
    this.#options = options;
    this.#jobs = jobs;
    const live = new LiveProjector({ ...options, shared: shared !== undefined, onMoved: (builds) => this.#moved(builds) });
    const claims = shared ? sharedClaims({ ...shared, store }) : ownClaims(store);
    const served = new ServedBuilds({ ...options, live, claims, onServed: (build) => this.#moved(builtOf(live, build)) });
    const settling = shared && {
      reachServed: (view: View, build: string, before: string | null, signal: AbortSignal) =>
        reachServed({ ...shared, log, store, view, build, served: before, signal }),
    };
    const rebuilds = new Rebuilds({ store, jobs, live, claims, served, ...settling });
    this.#live = live;
    this.#claims = claims;
    this.#served = served;
    this.#rebuilds = rebuilds;
    this.#desk = new ParkingDesk({ log, store, live, served, rebuilds });
    this.#watch = shared ? new Watch({ ...shared, store, views, live, served, claims, progress: this.progress }) : null;
  }

  /**
   * Starts projecting: what is stored goes on; a view that has no build of its version yet is filled by the feed where the log is short, and
   * else built beside and then served. Resolves when projecting has begun.
   */
  async start(): Promise<void> {
    const { views, store, log, shortLogMax = 10_000 } = this.#options;
    if (this.#watch === null) await this.#dropLeftovers();
    const isShort = (await eventsIn(log)) <= shortLogMax;
    const found = await Promise.all(
      views.map(async (view) => (await servedBuild(store, view)) ?? (isShort ? await this.#makeEmpty(view) : null)),
    );
    for (const [index, view] of views.entries()) this.#served.note(view, found[index] ?? null);
    await this.#live.start(views.flatMap((view) => this.#startingBuild(view)));
    await this.#watch?.look();
    this.#watch?.start();
    const missing = views.filter((view) => this.#isMissing(view));
    if (missing.length > 0) this.#background = this.#build(missing);
  }

  async status(): Promise<EngineStatus> {
    const head = await this.#options.log.head();
    const standing = { head, live: this.#live, served: this.#served, progress: this.progress, rebuilds: this.#rebuilds };
    return { head, feedError: this.#live.feedError, views: this.#options.views.map((view) => statusOf(view, standing)) };
  }

  /** What is folded here: the shards, by partition, and the builds in care. */
  get live(): Pick<LiveProjector, 'partitions' | 'builds'> {
    return this.#live;
  }

  /** How many builds were made here and served. */
  get rebuilt(): number {
    return this.#rebuilds.rebuilt;
  }

  async parked(name?: string): Promise<readonly ParkedOfView[]> {
    return this.#desk.parked(name === undefined ? this.#options.views : [this.#view(name)]);
  }

  async retry(name: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    return this.#desk.retry(this.#view(name), orderingKeys);
  }

  async release(name: string, orderingKeys?: readonly string[]): Promise<readonly KeyOutcome[]> {
    return this.#desk.release(this.#view(name), orderingKeys);
  }

  async rebuild(names: readonly string[], options: RebuildOptions = {}): Promise<readonly RebuildOutcome[]> {
    return this.#rebuilds.run(
      names.map((name) => this.#view(name)),
      options,
    );
  }

  async verify(name: string, onStep: OnStep = () => undefined): Promise<Finding> {
    const view = this.#view(name);
    await this.#live.saveMarks();
    return this.#jobs.verify(view, this.#served.required(view), onStep);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watch?.stop();
    await this.#jobs.stop();
    await this.#live.stop();
    await this.#background;
    await this.#rebuilds.settled();
    this.progress.close();
  }

  /** Builds views that have none yet, in one pass; those that another builds are waited for, and built where he gave up. */
  async #build(views: readonly View[]): Promise<void> {
    for (let missing = views; missing.length > 0; missing = missing.filter((view) => this.#isMissing(view))) {
      try {
        const claims: BuildClaim[] = [];
        for (const view of missing) claims.push(...(await this.#claimMissing(view)));
        const outcomes = claims.length === 0 ? [] : await this.#rebuilds.runClaimed(claims, { force: true });
        for (const { view, error } of outcomes) if (error !== null) this.#served.noteError(view, error);
      } catch (error) {
        for (const view of missing) this.#served.noteError(view.name, wordsOf(error));
      }
      const { shared } = this.#options;
      if (!shared || this.#stopping.signal.aborted) return;
      await pause(shared.everyMs ?? 250, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  /** The right to build a view, where nobody has it and the view is not served meanwhile. */
  async #claimMissing(view: View): Promise<readonly BuildClaim[]> {
    const claim = await this.#claims.claim(view);
    if (!claim) return [];
    if ((await servedBuild(this.#options.store, view)) === null) return [claim];
    await claim.end();
    return [];
  }

  #isMissing(view: View): boolean {
    return this.#served.of(view) === null && this.#served.errorOf(view) === null;
  }

  /** Builds that are equally far share one array of positions: whoever sends them on, sends it once. */
  #moved(builds: readonly Build[]): void {
    const served = builds.filter((build) => this.#served.isServed(build.view.name, build.id));
    let positions: readonly number[] = [];
    const told = served.map((build): ViewProgress => {
      if (!isSame(build.positions, positions)) positions = [...build.positions];
      return { view: build.view.name, build: build.id, positions, parked: build.parked() };
    });
    if (told.length > 0) this.progress.set(...told);
  }

  #startingBuild(view: View): { readonly view: View; readonly id: string }[] {
    const id = this.#served.of(view);
    return id === null ? [] : [{ view, id }];
  }

  /** Null where another is making one. */
  async #makeEmpty(view: View): Promise<string | null> {
    const { store } = this.#options;
    const [claim] = await this.#claimMissing(view);
    if (!claim) return servedBuild(store, view);
    try {
      await openBuild(store, view, claim.build);
      await store.activate(view.name, claim.build);
      return claim.build;
    } finally {
      await claim.end();
    }
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
}

function builtOf(live: LiveProjector, id: string): readonly Build[] {
  const build = live.find(id)?.build;
  return build ? [build] : [];
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((position, shard) => position === other[shard]);
}
