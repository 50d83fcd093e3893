import { setTimeout as pause } from 'node:timers/promises';
import type { ReadStore } from '@zongheng/read-store';
import type { Build, BuildOptions } from '../build.ts';
import { openBuild } from '../builds.ts';
import { catchUp, type ReadableLog } from '../catch-up.ts';
import { TooManyParked } from '../parking.ts';
import { type Cared, type CaredBuild, failed } from './cared-builds.ts';

export interface BringingOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly build?: BuildOptions;
  readonly retryMs?: readonly [number, number];
  readonly onTrouble?: (cared: CaredBuild) => void;
  /** Called when a build has moved on. */
  readonly onMoved: (build: Build) => void;
  /** The shards that are folded here, now. */
  readonly shards: () => readonly number[];
  /** What the feed has delivered of them: not owed any more. */
  readonly deliveredUpTo: () => number;
  /** Does something between two batches. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>;
  readonly stopping: AbortSignal;
}

/** Brings builds live beside those that are: opens them, lets them catch up from the log, and joins them where they have what the feed has delivered. */
export class Bringing {
  readonly #options: BringingOptions;
  readonly #beside = new Map<Cared, Promise<void>>();

  constructor(options: BringingOptions) {
    this.#options = options;
  }

  /** Brings a build live without being waited for. */
  beside(cared: Cared): void {
    void this.bring(cared);
  }

  /** Resolves when the build is live, has stopped, or is not wanted any more; where it fails it is tried again by and by. Several who ask share one. */
  bring(cared: Cared): Promise<void> {
    const bringing = this.#beside.get(cared) ?? this.#bring(cared).finally(() => this.#beside.delete(cared));
    this.#beside.set(cared, bringing);
    return bringing;
  }

  /** Resolves when nothing is being brought. */
  async settled(): Promise<void> {
    await Promise.all(this.#beside.values());
  }

  /** Notes a failure, and tells of it. */
  fail(cared: Cared, error: unknown): void {
    failed(cared, error);
    if (!this.#options.stopping.aborted) this.#options.onTrouble?.(cared);
  }

  /** A pause that grows with the failures; none before the first, and over at once when stopping. */
  async pause(failures: number): Promise<void> {
    const { retryMs: [first, longest] = [100, 30_000], stopping } = this.#options;
    if (failures === 0) return;
    await pause(Math.min(first * 2 ** (failures - 1), longest), undefined, { signal: stopping }).catch(() => undefined);
  }

  async #bring(cared: Cared): Promise<void> {
    cared.build = null;
    if (cared.state !== 'failing') cared.state = 'catching-up';
    for (let failures = cared.state === 'failing' ? 1 : 0; !cared.retired && !this.#options.stopping.aborted; failures += 1) {
      await this.pause(failures);
      try {
        return await this.#catchUpAndJoin(cared);
      } catch (error) {
        this.fail(cared, error);
        if (error instanceof TooManyParked) return void this.#beside.delete(cared);
      }
    }
  }

  async #catchUpAndJoin(cared: Cared): Promise<void> {
    const { log, store, shards, deliveredUpTo, onMoved, exclusively, stopping: signal } = this.#options;
    const build = await openBuild(store, cared.view, cared.id, this.#options.build);
    const onPage = (): void => onMoved(build);
    await catchUp({ log, builds: [build], shards: shards(), signal, onPage });
    await exclusively(async () => {
      const owned = shards();
      // Shards that came in between were others': they have folded them meanwhile.
      await build.refresh(owned);
      await catchUp({ log, builds: [build], shards: owned, upTo: deliveredUpTo(), signal, onPage });
      if (cared.retired) return;
      // Before another batch can make it fail: it is brought anew then.
      this.#beside.delete(cared);
      cared.build = build;
      cared.state = 'live';
      cared.error = null;
      onMoved(build);
    });
  }
}
