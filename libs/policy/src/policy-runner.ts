import { setTimeout as pause } from 'node:timers/promises';
import type { EventFeed, FeedBatch } from '@zongheng/event-feed';
import { type RecordedEvent, shardOf } from '@zongheng/kernel';
import { allShards, batchOf, chosenKeys, parkedEvents, type ReadableLog, TooManyParked, Turnstile, wordsOf } from '@zongheng/projection';
import type { ParkedKey, ReadStore } from '@zongheng/read-store';
import type { Dispatch, PolicyBinding } from './binding.ts';
import { isPassing, ReadModelsBehind } from './passing.ts';
import { type PolicyRecord, PolicyStore } from './policy-store.ts';
import { ReactionFailed, reactTo } from './reaction.ts';
import { blankRecord, Standing } from './standing.ts';

export interface PolicyRunnerOptions {
  readonly feed: EventFeed;
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly dispatch: Dispatch;
  /** Waits until all shards of a view have reached a position: false where they do not in time. For policies whose `gather` reads views. */
  readonly waitFor?: (view: string, position: number, timeoutMs: number) => Promise<boolean>;
  /** Whether an error may pass by itself, and is worth trying again for ever (default: errors of the stores, and views that are behind). */
  readonly isPassing?: (error: unknown) => boolean;
  /** How often an event is tried whose error is not known to pass, before its ordering key is parked (default 8). */
  readonly attemptsMax?: number;
  /** The pauses between attempts grow from the first of these to the second, in ms (default 100 to 30,000). */
  readonly retryMs?: readonly [number, number];
  /** After so many positions without anything to do, those are saved too (default 20,000). */
  readonly idleMarkEvery?: number;
  /** Called when a policy has to try again, parks a key, or stops: to say so. */
  readonly onTrouble?: (policy: string, trouble: string) => void;
}

/** running: handles what comes. retrying: waits to try an event again. stopped: too much is parked. */
export type PolicyState = 'running' | 'retrying' | 'stopped';

export interface PolicyStatus {
  readonly policy: string;
  readonly state: PolicyState;
  /** The position that all shards have been handled up to. */
  readonly position: number;
  /** How far that is behind the end of the log, in positions. */
  readonly lag: number;
  readonly parked: number;
  readonly error: string | null;
  readonly record: PolicyRecord;
}

/**
 * Runs one policy over the feed: one effect for each cause, after any crash. Where it stands is saved behind its effects, so a crash repeats
 * the last ones, and the command side recognises them by their keys.
 */
export class PolicyRunner {
  readonly name: string;
  readonly #binding: PolicyBinding;
  readonly #options: PolicyRunnerOptions;
  readonly #saved: PolicyStore;
  readonly #standing: Standing;
  readonly #handles: ReadonlySet<string>;
  readonly #turnstile = new Turnstile();
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #state: PolicyState = 'running';
  #error: string | null = null;

  private constructor(binding: PolicyBinding, options: PolicyRunnerOptions, saved: PolicyStore, standing: Standing) {
    this.name = binding.policy.name;
    this.#binding = binding;
    this.#options = options;
    this.#saved = saved;
    this.#standing = standing;
    this.#handles = new Set(binding.policy.handles);
  }

  /** Opens a policy where it stands. One that has never run begins at the head of the log, unless its binding says otherwise. */
  static async open(binding: PolicyBinding, options: PolicyRunnerOptions): Promise<PolicyRunner> {
    const { name } = binding.policy;
    const saved = await PolicyStore.open(options.store, name);
    if ((await saved.record()) === null) {
      const startedAfter = binding.from === 'beginning' ? 0 : await options.log.head();
      const positions = new Map(allShards.map((shard) => [shard, startedAfter]));
      await saved.save({ positions }, (record) => record ?? { ...blankRecord, startedAfter });
    }
    return new PolicyRunner(binding, options, saved, await Standing.open(name, saved, options.idleMarkEvery ?? 20_000));
  }

  get state(): PolicyState {
    return this.#state;
  }

  /** Starts consuming. */
  start(): void {
    this.#running = this.#consume();
  }

  async status(): Promise<PolicyStatus> {
    const position = Math.min(...this.#standing.positions);
    return {
      policy: this.name,
      state: this.#state,
      position,
      lag: Math.max((await this.#options.log.head()) - position, 0),
      parked: this.#standing.parked.size,
      error: this.#error,
      record: (await this.#saved.record()) ?? blankRecord,
    };
  }

  parked(): readonly ParkedKey[] {
    return this.#standing.parked.all();
  }

  /**
   * Reacts to the events that parked keys (all, or those named) were left out of, in order, and unparks those that succeed. A policy that
   * had stopped goes on afterwards. Answers what of them is still parked.
   */
  release(orderingKeys?: readonly string[]): Promise<readonly ParkedKey[]> {
    return this.#turnstile.pass(async () => {
      const hadStopped = this.#state === 'stopped';
      const chosen = chosenKeys(this.parked(), orderingKeys);
      try {
        if (chosen.length > 0) await this.#releaseNow(chosen);
      } catch (error) {
        if (hadStopped) this.#state = 'stopped';
        throw error;
      }
      if (hadStopped) this.#resume();
      const names = new Set(chosen.map(({ orderingKey }) => orderingKey));
      return this.parked().filter(({ orderingKey }) => names.has(orderingKey));
    });
  }

  /** Ends after the event under way, and saves where it stands. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#turnstile.pass(() => this.#standing.saveMarks()).catch((error: unknown) => this.#trouble(error));
  }

  async #consume(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 1; !signal.aborted; failures += 1) {
      const handled = (): void => {
        failures = 1;
      };
      try {
        await this.#consumeOnce(handled);
      } catch (error) {
        if (signal.aborted) return;
        this.#trouble(error);
        if (error instanceof TooManyParked) {
          this.#state = 'stopped';
          return;
        }
        await this.#pause(failures);
      }
    }
  }

  #consumeOnce(handled: () => void): Promise<void> {
    const positions = (): Promise<readonly number[]> =>
      this.#turnstile.pass(async () => {
        await this.#standing.reload();
        return this.#standing.positions;
      });
    const handle = async (batch: FeedBatch): Promise<void> => {
      await this.#turnstile.pass(() => this.#handle(batch));
      handled();
    };
    return this.#options.feed.consume({ group: `policy.${this.name}`, positions, handle, types: this.#handles }, this.#stopping.signal);
  }

  async #handle(delivered: FeedBatch): Promise<void> {
    if (delivered.events.length === 0) return this.#pass(delivered.marks);
    const batch = batchOf(delivered);
    for (const event of batch.events) {
      if (!this.#handles.has(event.type) || this.#standing.isHandled(event)) continue;
      if (!this.#standing.parked.covers(event)) await this.#actOrPark(event);
      this.#standing.reach(new Map([[shardOf(event.orderingKey), event.position]]));
      await this.#standing.saveParked();
      await this.#standing.saveNotes('many');
    }
    await this.#pass(batch.reached);
  }

  /** All up to these marks is handled. */
  async #pass(marks: ReadonlyMap<number, number>): Promise<void> {
    await this.#standing.saveNotes('all');
    this.#standing.reach(marks);
    this.#error = null;
    if (this.#standing.areMarksDue()) await this.#standing.saveMarks();
  }

  /** Reacts to an event until that succeeds, or its ordering key is parked. @throws where the runner is stopping: the event is still owed. */
  async #actOrPark(event: RecordedEvent): Promise<void> {
    const { attemptsMax = 8, isPassing: passes = isPassing } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      this.#stopping.signal.throwIfAborted();
      try {
        await this.#act(event);
        this.#state = 'running';
        return;
      } catch (error) {
        this.#trouble(error);
        const isPoison = error instanceof ReactionFailed || (!passes(error) && attempt >= attemptsMax);
        this.#state = isPoison ? 'running' : 'retrying';
        if (isPoison) return this.#standing.parked.park(event, shardOf(event.orderingKey), error);
        await this.#pause(attempt);
      }
    }
  }

  async #act(event: RecordedEvent): Promise<void> {
    const { waitFor, dispatch } = this.#options;
    for (const view of this.#binding.reads?.(event) ?? []) {
      if (waitFor && !(await waitFor(view, event.position, 1_000))) throw new ReadModelsBehind(view, event.position);
    }
    const reaction = await reactTo(this.#binding, event, dispatch);
    if (reaction.done + reaction.replayed + reaction.refused.length > 0) this.#standing.note(event, reaction);
  }

  async #releaseNow(chosen: readonly ParkedKey[]): Promise<void> {
    const { parked, positions } = this.#standing;
    const pages = parkedEvents({ log: this.#options.log, view: this.#binding.policy, parked: chosen, positions });
    for (const { orderingKey } of chosen) parked.remove(orderingKey);
    try {
      for await (const { events } of pages) {
        for (const event of events) if (!parked.covers(event)) await this.#actOrPark(event);
      }
      await this.#standing.saveParked();
      await this.#standing.saveNotes('all');
    } catch (error) {
      parked.restore(chosen);
      throw error;
    }
  }

  /** Goes on consuming after a stop that a release has put right. */
  #resume(): void {
    this.#state = 'running';
    this.#error = null;
    this.#running = this.#running.then(() => this.#consume());
  }

  #trouble(error: unknown): void {
    this.#error = wordsOf(error);
    this.#options.onTrouble?.(this.name, this.#error);
  }

  async #pause(failures: number): Promise<void> {
    const [first, longest] = this.#options.retryMs ?? [100, 30_000];
    const { signal } = this.#stopping;
    await pause(Math.min(first * 2 ** (failures - 1), longest), undefined, { signal }).catch(() => undefined);
  }
}
