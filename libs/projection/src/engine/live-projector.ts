import { setTimeout as pause } from 'node:timers/promises';
import type { EventFeed, FeedBatch } from '@zongheng/event-feed';
import { shardCount, type View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { beginStepFor } from '@zongheng/tracing';
import { type Batch, batchOf } from './batch.ts';
import type { Build, BuildOptions } from './build.ts';
import { openBuild } from './builds.ts';
import { catchUp, type ReadableLog } from './catch-up.ts';
import { gatherMs } from './gathering.ts';
import { TooManyParked, wordsOf } from './parking.ts';
import { watermarkOf } from './progress.ts';
import { Turnstile } from './turnstile.ts';

/** live: folds what the feed delivers. catching-up: reads the log first. failing: tries again by and by. stopped: too much is parked. */
export type BuildState = 'catching-up' | 'live' | 'failing' | 'stopped';

/** A build in the projector's care. */
export interface CaredBuild {
  readonly view: View;
  readonly id: string;
  readonly state: BuildState;
  /** Null while it is being opened. */
  readonly build: Build | null;
  /** What went wrong last, while it is failing or stopped. */
  readonly error: string | null;
}

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
  /** Called when builds have moved on: what their positions cover is stored. */
  readonly onMoved?: (builds: readonly Build[]) => void;
  /** Called when a build starts failing or is stopped: to say so loudly. */
  readonly onTrouble?: (cared: CaredBuild) => void;
}

interface Cared {
  readonly view: View;
  readonly id: string;
  state: BuildState;
  build: Build | null;
  error: string | null;
  retired: boolean;
}

/** Behind the others by more than this, a build catches up from the log by itself instead of holding the feed back. */
const farBehind = 50_000;

/**
 * Folds what the feed delivers into builds, one after another for each batch. A build whose store fails, or that is new, is not waited for:
 * it catches up from the log by itself and joins when it has what the feed has delivered.
 */
export class LiveProjector {
  readonly #options: LiveOptions;
  readonly #cared = new Map<string, Cared>();
  readonly #turnstile = new Turnstile();
  readonly #stopping = new AbortController();
  /** What the feed has delivered: it may come again, but is not owed any more. */
  readonly #delivered: number[] = Array.from<number>({ length: shardCount }).fill(0);
  readonly #bringing = new Set<Promise<void>>();
  #running: Promise<void> = Promise.resolve();
  #feedError: string | null = null;
  #feedFailures = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  /** What made the feed break off last, until it delivers again. */
  get feedError(): string | null {
    return this.#feedError;
  }

  builds(): readonly CaredBuild[] {
    return [...this.#cared.values()];
  }

  find(id: string): CaredBuild | undefined {
    return this.#cared.get(id);
  }

  /** Takes stored builds into its care and starts consuming. Builds far behind the others catch up from the log beside. */
  async start(builds: readonly { readonly view: View; readonly id: string }[]): Promise<void> {
    for (const { view, id } of builds) await this.#openAtStart(view, id);
    const live = this.#live();
    const front = Math.max(0, ...live.map(({ build }) => watermarkOf(build.positions)));
    for (const { cared, build } of live) {
      if (watermarkOf(build.positions) >= front - farBehind) this.#options.onMoved?.([build]);
      else this.#bringBeside(cared);
    }
    if (this.#live().length === 0) this.#delivered.fill(await this.#options.log.head());
    this.#running = this.#consume();
  }

  /** Takes a build into its care: resolves when it is live, trying again after failures. @throws Error where it stops, or the projector does. */
  async adopt(view: View, id: string): Promise<void> {
    const cared = this.#care(view, id);
    await this.#bring(cared);
    if (cared.state !== 'live') throw new Error(cared.error ?? `${id} was not taken up: the projector is stopping`);
  }

  /** Lets go of a build, between batches. */
  async retire(id: string): Promise<void> {
    const cared = this.#cared.get(id);
    if (!cared) return;
    cared.retired = true;
    this.#cared.delete(id);
    await this.exclusively(() => Promise.resolve());
  }

  /** Opens a stopped or failing build anew and lets it catch up: after its cause was mended. Resolves when it is live. */
  async resume(id: string): Promise<void> {
    const cared = this.#cared.get(id);
    if (cared?.state === 'stopped') await this.#bring(cared);
  }

  /** Does something between two batches: nothing is folded meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#turnstile.pass(work);
  }

  /** Does something with a live build between two batches; where that fails, the build is opened anew. Null where it is not live. */
  use<T>(id: string, work: (build: Build) => Promise<T>): Promise<T | null> {
    return this.exclusively(async () => {
      const found = this.#live().find(({ cared }) => cared.id === id);
      if (!found) return null;
      try {
        const answer = await work(found.build);
        this.#options.onMoved?.([found.build]);
        return answer;
      } catch (error) {
        this.#fail(found.cared, error);
        if (found.cared.state === 'failing') this.#bringBeside(found.cared);
        throw error;
      }
    });
  }

  /** Saves how far the live builds are, idle shards too: before they are compared, and at a stop. */
  async saveMarks(): Promise<void> {
    await this.exclusively(async () => {
      for (const { cared, build } of this.#live()) await this.#guard(cared, () => build.flush('all'));
    });
  }

  /** Ends the consuming after the batch under way, and saves how far the builds are. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#bringing);
    await this.saveMarks();
    this.#cared.clear();
  }

  async #consume(): Promise<void> {
    const { feed, group = 'projector', batchMax } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const positions = (shards: readonly number[]) => this.exclusively(() => this.#positionsFor(shards));
        const handle = (batch: FeedBatch) => this.#handleAndGather(batch);
        await feed.consume(batchMax === undefined ? { group, positions, handle } : { group, positions, handle, batchMax }, signal);
      } catch (error) {
        this.#feedError = wordsOf(error);
      }
      this.#feedFailures += 1;
      await this.#pause(this.#feedFailures);
    }
  }

  /** Where the feed is to start: at the hindmost live build. Others may have folded these shards since they were last ours. */
  async #positionsFor(shards: readonly number[]): Promise<readonly number[]> {
    for (const { cared, build } of this.#live()) await this.#guard(cared, () => build.refresh(shards));
    const live = this.#live();
    const positions = this.#delivered.map((delivered, shard) =>
      live.length === 0 ? delivered : Math.min(...live.map(({ build }) => build.positions[shard] ?? 0)),
    );
    this.#noteDelivered(shards.map((shard) => [shard, positions[shard] ?? 0]));
    return positions;
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
    const types = new Set(batch.events.map(({ type }) => type));
    const [concerned, others] = partedBy(this.#live(), ({ cared }) => cared.view.handles.some((type) => types.has(type)));
    for (const { cared, build } of concerned) {
      if (await this.#guard(cared, () => build.apply(batch))) this.#options.onMoved?.([build]);
    }
    // The others have nothing to fold, and most batches concern few views: that they are as far too is told once.
    const passed: Build[] = [];
    for (const { cared, build } of others) if (await this.#guard(cared, () => build.apply(batch))) passed.push(build);
    if (passed.length > 0) this.#options.onMoved?.(passed);
    this.#noteDelivered(batch.reached);
    this.#feedError = null;
    this.#feedFailures = 0;
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
      this.#fail(cared, error);
      if (cared.state === 'failing') this.#bringBeside(cared);
      return false;
    }
  }

  #fail(cared: Cared, error: unknown): void {
    cared.build = null;
    cared.error = wordsOf(error);
    cared.state = error instanceof TooManyParked ? 'stopped' : 'failing';
    if (!this.#stopping.signal.aborted) this.#options.onTrouble?.(cared);
  }

  #bringBeside(cared: Cared): void {
    const bringing = this.#bring(cared).finally(() => this.#bringing.delete(bringing));
    this.#bringing.add(bringing);
  }

  /** Opens a build, lets it catch up from the log, and joins it to the live ones; tries again until that succeeds or it is stopped. */
  async #bring(cared: Cared): Promise<void> {
    cared.build = null;
    if (cared.state !== 'failing') cared.state = 'catching-up';
    for (let failures = cared.state === 'failing' ? 1 : 0; !cared.retired && !this.#stopping.signal.aborted; failures += 1) {
      await this.#pause(failures);
      try {
        return await this.#catchUpAndJoin(cared);
      } catch (error) {
        this.#fail(cared, error);
        if (error instanceof TooManyParked) return;
      }
    }
  }

  async #catchUpAndJoin(cared: Cared): Promise<void> {
    const { log, store, onMoved } = this.#options;
    const { signal } = this.#stopping;
    const build = await openBuild(store, cared.view, cared.id, this.#options.build);
    const onPage = () => onMoved?.([build]);
    await catchUp({ log, builds: [build], signal, onPage });
    await this.exclusively(async () => {
      await catchUp({ log, builds: [build], upTo: Math.max(...this.#delivered), signal, onPage });
      if (cared.retired) return;
      cared.build = build;
      cared.state = 'live';
      cared.error = null;
      onMoved?.([build]);
    });
  }

  async #openAtStart(view: View, id: string): Promise<void> {
    const cared = this.#care(view, id);
    try {
      cared.build = await openBuild(this.#options.store, view, id, this.#options.build);
      cared.state = 'live';
    } catch (error) {
      this.#fail(cared, error);
      this.#bringBeside(cared);
    }
  }

  #care(view: View, id: string): Cared {
    const cared: Cared = { view, id, state: 'catching-up', build: null, error: null, retired: false };
    this.#cared.set(id, cared);
    return cared;
  }

  #live(): { readonly cared: Cared; readonly build: Build }[] {
    return [...this.#cared.values()].flatMap((cared) =>
      cared.state === 'live' && cared.build !== null ? [{ cared, build: cared.build }] : [],
    );
  }

  /** A pause that grows with the failures; none before the first, and over at once when stopping. */
  async #pause(failures: number): Promise<void> {
    const [first, longest] = this.#options.retryMs ?? [100, 30_000];
    if (failures === 0) return;
    await pause(Math.min(first * 2 ** (failures - 1), longest), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/** Those for which something holds, and the others, in order. */
function partedBy<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  const parted: [T[], T[]] = [[], []];
  for (const one of all) parted[holds(one) ? 0 : 1].push(one);
  return parted;
}
