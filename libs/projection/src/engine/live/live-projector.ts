import { setTimeout as pause } from 'node:timers/promises';
import type { EventFeed, FeedBatch, Partitions } from '@zongheng/event-feed';
import { shardCount, type View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { beginStepFor } from '@zongheng/tracing';
import { allShards, type Batch, batchOf } from '../batch.ts';
import type { Build, BuildOptions } from '../build.ts';
import { openBuild } from '../builds.ts';
import { lowestOf, type ReadableLog } from '../catch-up.ts';
import { positionsAnEvent } from '../log-length.ts';
import { wordsOf } from '../parking.ts';
import { Announcing } from './announcing.ts';
import { Bringing } from './bringing.ts';
import { type Cared, type CaredBuild, CaredBuilds, type LiveBuild } from './cared-builds.ts';
import { gatherMs } from './gathering.ts';
import { Turnstile } from './turnstile.ts';

export interface LiveOptions {
  readonly feed: EventFeed;
  readonly log: ReadableLog;
  readonly store: ReadStore;
  /** The feed's consumer group (default `projector`). */
  readonly group?: string;
  readonly batchMax?: number;
  readonly build?: BuildOptions;
  /** The pauses between attempts grow from the first of these to the second, in ms (default 100 to 30,000). */
  readonly retryMs?: readonly [number, number];
  /** Behind the others by more events than this, a build catches up from the log by itself instead of holding the feed back (default 50,000). */
  readonly farBehind?: number;
  /**
   * Others project into the same store, or read from it: where the builds stand is said there after each batch, and several builds are written at a
   * time, for each write is a way to a server.
   */
  readonly shared?: boolean;
  /** Called when builds have moved on: what their positions cover is stored. */
  readonly onMoved?: (builds: readonly Build[]) => void;
  /** Called when a build starts failing or is stopped: to say so loudly. */
  readonly onTrouble?: (cared: CaredBuild) => void;
}

const farBehindDefault = 50_000;

/**
 * Folds what the feed delivers into builds. A build whose store fails, or that is new, is not waited for: it catches up from the log by itself
 * and joins when it has what the feed has delivered. Projectors that share a feed have shards each, which come and go: what is held of those
 * that come is what is stored.
 */
export class LiveProjector {
  readonly #options: LiveOptions;
  readonly #cared = new CaredBuilds();
  readonly #bringing: Bringing;
  readonly #announcing: Announcing | null;
  readonly #turnstile = new Turnstile();
  readonly #stopping = new AbortController();
  /** What the feed has delivered: it may come again, but is not owed any more. */
  readonly #delivered: number[] = Array.from<number>({ length: shardCount }).fill(0);
  #partitions: Partitions | null = null;
  #farBehind = farBehindDefault;
  #running: Promise<void> = Promise.resolve();
  #feedError: string | null = null;
  #feedFailures = 0;

  constructor(options: LiveOptions) {
    const { signal } = this.#stopping;
    const build = options.shared === true ? { ...options.build, marksApart: true } : options.build;
    this.#options = build === undefined ? options : { ...options, build };
    this.#announcing = options.shared === true ? new Announcing(options.store, signal) : null;
    this.#bringing = new Bringing({
      ...this.#options,
      onMoved: (each) => this.#broughtOn(each),
      shards: () => this.shards(),
      deliveredUpTo: () => Math.max(0, ...this.shards().map((shard) => this.#delivered[shard] ?? 0)),
      exclusively: (work) => this.exclusively(work),
      stopping: signal,
    });
  }

  /** What made the feed break off last, until it delivers again. */
  get feedError(): string | null {
    return this.#feedError;
  }

  /** The shards that are folded here, by partition; null before the feed has said so. */
  get partitions(): Partitions | null {
    return this.#partitions;
  }

  /** The shards that are folded here. Who shares them with nobody has all of them from the beginning. */
  shards(): readonly number[] {
    if (this.#partitions === null) return this.#options.shared === true ? [] : allShards;
    return [...this.#partitions.values()].flat();
  }

  hasAllShards(): boolean {
    return this.shards().length === shardCount;
  }

  builds(): readonly CaredBuild[] {
    return this.#cared.all();
  }

  find(id: string): CaredBuild | undefined {
    return this.#cared.find(id);
  }

  /** Takes stored builds into its care and starts consuming. Builds far behind the others catch up from the log beside. */
  async start(builds: readonly { readonly view: View; readonly id: string }[]): Promise<void> {
    const { log, farBehind = farBehindDefault } = this.#options;
    this.#farBehind = farBehind * (await positionsAnEvent(log));
    await Promise.all(builds.map(({ view, id }) => this.#openAtStart(view, id)));
    this.#moved(this.#letFarBehindCatchUp(this.shards()));
    if (this.#cared.live().length === 0) this.#delivered.fill(await log.head());
    this.#running = this.#consume();
  }

  /** Takes a build into its care: resolves when it is live, trying again after failures. @throws Error where it stops, or the projector does. */
  async adopt(view: View, id: string): Promise<void> {
    const known = this.#cared.find(id);
    const cared = known ?? this.#cared.add(view, id);
    if (cared.state !== 'live') await this.#bringing.bring(cared);
    if (cared.state !== 'live') throw new Error(cared.error ?? `${id} was not taken up: the projector is stopping`);
  }

  /** Lets go of a build, between batches. */
  async retire(id: string): Promise<void> {
    if (this.#cared.remove(id)) await this.exclusively(() => Promise.resolve());
  }

  /** Opens a stopped or failing build anew and lets it catch up: after its cause was mended. Resolves when it is live. */
  async resume(id: string): Promise<void> {
    const cared = this.#cared.find(id);
    if (cared?.state === 'stopped') await this.#bringing.bring(cared);
  }

  /** Does something between two batches: nothing is folded meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#turnstile.pass(work);
  }

  /** Does something with a live build between two batches; where that fails, the build is opened anew. Null where it is not live. */
  use<T>(id: string, work: (build: Build) => Promise<T>): Promise<T | null> {
    return this.exclusively(async () => {
      const found = this.#cared.live().find(({ cared }) => cared.id === id);
      if (!found) return null;
      try {
        const answer = await work(found.build);
        this.#moved([found.build]);
        return answer;
      } catch (error) {
        this.#letGo(found.cared, error);
        throw error;
      }
    });
  }

  /** Saves how far the live builds are, idle shards too: before they are compared, and at a stop. */
  async saveMarks(): Promise<void> {
    await this.exclusively(async () => {
      if (this.#announcing) return this.#announcing.settled();
      for (const { cared, build } of this.#cared.live()) await this.#guard(cared, () => build.flush('all'));
    });
  }

  /** Ends the consuming after the batch under way, and saves how far the builds are. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#bringing.settled();
    await this.saveMarks();
    this.#cared.clear();
  }

  async #consume(): Promise<void> {
    const { feed, group = 'projector', batchMax } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const assigned = (partitions: Partitions): void => void (this.#partitions = partitions);
        const positions = (shards: readonly number[]) => this.exclusively(() => this.#positionsFor(shards));
        const handle = (batch: FeedBatch) => this.#handleAndGather(batch);
        const subscription = { group, assigned, positions, handle };
        await feed.consume(batchMax === undefined ? subscription : { ...subscription, batchMax }, signal);
      } catch (error) {
        this.#feedError = wordsOf(error);
      }
      this.#feedFailures += 1;
      await this.#bringing.pause(this.#feedFailures);
    }
  }

  /** Where the feed is to start: at the hindmost live build. Others may have folded these shards since they were last ours. */
  async #positionsFor(shards: readonly number[]): Promise<readonly number[]> {
    await this.#each(this.#cared.live(), (build) => build.refresh(shards));
    const live = this.#letFarBehindCatchUp(shards);
    // Where nothing is live nothing is owed: who is brought live reads the log up to here.
    const head = live.length === 0 ? await this.#options.log.head() : 0;
    const positions = this.#delivered.map((delivered, shard) =>
      live.length === 0 ? Math.max(delivered, head) : Math.min(...live.map((build) => build.positions[shard] ?? 0)),
    );
    this.#noteDelivered(shards.map((shard) => [shard, positions[shard] ?? 0]));
    this.#announcing?.sayOf(live, shards);
    return positions;
  }

  /** Builds that would hold the others back for long, in some shards, catch up from the log beside. Answers the others. */
  #letFarBehindCatchUp(shards: readonly number[]): readonly Build[] {
    const live = this.#cared.live();
    const front = Math.max(0, ...live.map(({ build }) => lowestOf([build], shards)));
    const [near, far] = partedBy(live, ({ build }) => lowestOf([build], shards) >= front - this.#farBehind);
    for (const { cared } of far) this.#bringing.beside(cared);
    return near.map(({ build }) => build);
  }

  async #handleAndGather(batch: FeedBatch): Promise<void> {
    const begun = performance.now();
    await this.exclusively(() => this.#handle(batch));
    const ms = gatherMs(batch, performance.now() - begun);
    if (ms > 0) await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #handle(delivered: FeedBatch): Promise<void> {
    if (delivered.events.length === 0) return this.#fold(batchOf(delivered));
    const step = beginStepFor(delivered.events, 'project', { kind: 'consuming', says: { 'crm.events': delivered.events.length } });
    await step.during(this.#fold({ ...batchOf(delivered), traceparent: step.traceparent }));
  }

  async #fold(batch: Batch): Promise<void> {
    await this.#apply(batch);
    const passed = this.#cared.live().map(({ build }) => build.id);
    this.#announcing?.say(passed, batch.reached);
    this.#noteDelivered(batch.reached);
    this.#feedError = null;
    this.#feedFailures = 0;
  }

  /** Each build that has something to fold tells at once that it has moved; that the others are as far too is told once. */
  async #apply(batch: Batch): Promise<void> {
    const types = new Set(batch.events.map(({ type }) => type));
    const [concerned, others] = partedBy(this.#cared.live(), ({ cared }) => cared.view.handles.some((type) => types.has(type)));
    await this.#each(concerned, (build) => build.apply(batch).then(() => this.#moved([build])));
    this.#moved(await this.#each(others, (build) => build.apply(batch)));
  }

  /** Does something with live builds: one after another, or all at a time where each waits for a server. Answers those with which it went well. */
  async #each(live: readonly LiveBuild[], work: (build: Build) => Promise<void>): Promise<readonly Build[]> {
    const passed: Build[] = [];
    const one = async ({ cared, build }: LiveBuild): Promise<void> => {
      if (await this.#guard(cared, () => work(build))) passed.push(build);
    };
    if (this.#options.shared === true) await Promise.all(live.map(one));
    else for (const each of live) await one(each);
    return passed;
  }

  #broughtOn(build: Build): void {
    this.#moved([build]);
    this.#announcing?.sayOf([build], this.shards());
  }

  #moved(builds: readonly Build[]): void {
    if (builds.length > 0) this.#options.onMoved?.(builds);
  }

  #noteDelivered(marks: Iterable<readonly [number, number]>): void {
    for (const [shard, position] of marks) this.#delivered[shard] = Math.max(this.#delivered[shard] ?? 0, position);
  }

  /** Does something with a live build; where that fails the build is let go and opened anew beside, and the others go on. */
  async #guard(cared: Cared, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#letGo(cared, error);
      return false;
    }
  }

  #letGo(cared: Cared, error: unknown): void {
    this.#bringing.fail(cared, error);
    if (cared.state === 'failing') this.#bringing.beside(cared);
  }

  async #openAtStart(view: View, id: string): Promise<void> {
    const cared = this.#cared.add(view, id);
    try {
      cared.build = await openBuild(this.#options.store, view, id, this.#options.build);
      cared.state = 'live';
    } catch (error) {
      this.#letGo(cared, error);
    }
  }
}

/** Those for which something holds, and the others, in order. */
function partedBy<T>(all: readonly T[], holds: (one: T) => boolean): [readonly T[], readonly T[]] {
  const parted: [T[], T[]] = [[], []];
  for (const one of all) parted[holds(one) ? 0 : 1].push(one);
  return parted;
}
