import type { View } from '@zongheng/kernel';
import { viewId } from '@zongheng/kernel';
import type { ReadStore, ServedBuild } from '@zongheng/read-store';
import type { LiveProjector } from '../live/live-projector.ts';
import type { Progress } from '../progress.ts';
import { type BuildClaims, broughtLive } from '../rebuild/claims.ts';
import type { ServedBuilds } from '../served-builds.ts';
import { sweepLeftovers } from './sweep.ts';

export interface WatchOptions {
  readonly store: ReadStore;
  readonly views: readonly View[];
  readonly live: LiveProjector;
  readonly served: ServedBuilds;
  readonly progress: Progress;
  readonly claims: BuildClaims;
  /** How often the registry is looked at, and how often swept, in ms (default 250 and 10,000). */
  readonly everyMs?: number;
  readonly sweepMs?: number;
}

const everyMsDefault = 250;
const sweepMsDefault = 10_000;

/**
 * Watches what other projectors do in the same read store: takes into care what they bring live, goes over to what they serve, lets go of what nobody
 * wants any more, and removes what one of them left behind.
 */
export class Watch {
  readonly #options: WatchOptions;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #sweptAt = performance.now();
  #isStopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  start(): void {
    const { everyMs = everyMsDefault } = this.#options;
    const look = (): void => {
      this.#looking = this.#lookAndSweep().finally(() => {
        if (!this.#isStopped) this.#timer = setTimeout(look, everyMs).unref();
      });
    };
    this.#timer = setTimeout(look, everyMs).unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Brings what is known here in line with what stands in the store. */
  async look(): Promise<void> {
    const { store, views, live, served, progress } = this.#options;
    // In this order: what was in care before it was claimed, or is claimed no more before it is served, would be let go of in between.
    const caredFor = live.builds().map(({ id, view }) => ({ id, view }));
    const coming = broughtLive(await store.claims());
    const stored = new Map((await store.served()).map((each) => [each.view, each]));
    for (const view of views) this.#goOver(view, stored.get(view.name));
    progress.set(...[...stored.values()].filter(({ view, build }) => served.isServed(view, build)));
    for (const view of views) {
      const build = coming.get(view.name);
      if (build?.startsWith(`${viewId(view)}.`) === true) this.#takeIntoCare(view, build);
    }
    for (const { id, view } of caredFor) if (served.of(view) !== id && coming.get(view.name) !== id) await live.retire(id);
  }

  #goOver(view: View, stored: ServedBuild | undefined): void {
    const { served } = this.#options;
    if (!stored) return;
    if (stored.version === view.version) {
      if (!served.isServed(view.name, stored.build)) served.note(view, stored.build);
      this.#takeIntoCare(view, stored.build);
    } else if (stored.version > view.version) {
      served.note(view, null);
      served.noteError(view.name, `${stored.build} is served, which a newer release has made: this projector cannot fold it`);
    }
  }

  #takeIntoCare(view: View, build: string): void {
    const { live } = this.#options;
    // One that is in care already is not brought again here: where it has stopped, somebody has to mend it.
    if (!live.find(build)) live.adopt(view, build).catch(() => undefined);
  }

  /** Where the store cannot be looked at, all stays as it is: the builds themselves tell of it. */
  async #lookAndSweep(): Promise<void> {
    try {
      await this.look();
      if (performance.now() - this.#sweptAt < (this.#options.sweepMs ?? sweepMsDefault)) return;
      this.#sweptAt = performance.now();
      await sweepLeftovers(this.#options);
    } catch {
      // Next time.
    }
  }
}
