import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import type { LiveProjector } from './live/live-projector.ts';
import { wordsOf } from './parking.ts';
import type { BuildClaims } from './rebuild/claims.ts';

export interface ServedBuildsOptions {
  readonly store: ReadStore;
  readonly live: LiveProjector;
  readonly claims: BuildClaims;
  /** Resolves when those who read a view here have moved to the build that is served from now on. */
  readonly readersMoved?: (view: string, build: string) => Promise<void>;
  /** Called when another build is served. */
  readonly onServed: (build: string) => void;
}

/** Which build of each view readers are served, and what is wrong with a view apart from its builds. */
export class ServedBuilds {
  readonly #options: ServedBuildsOptions;
  readonly #served = new Map<string, string>();
  readonly #errors = new Map<string, string>();

  constructor(options: ServedBuildsOptions) {
    this.#options = options;
  }

  of(view: View): string | null {
    return this.#served.get(view.name) ?? null;
  }

  /** @throws RangeError while there is none. */
  required(view: View): string {
    const build = this.of(view);
    if (build === null) throw new RangeError(`${view.name} is being built for the first time: wait until it is served`);
    return build;
  }

  isServed(view: string, build: string): boolean {
    return this.#served.get(view) === build;
  }

  errorOf(view: View): string | null {
    return this.#errors.get(view.name) ?? null;
  }

  /** Notes which build is served: null where it is none of this version. */
  note(view: View, build: string | null): void {
    if (build === null) this.#served.delete(view.name);
    else this.#served.set(view.name, build);
    this.#errors.delete(view.name);
  }

  noteError(view: string, error: string): void {
    this.#errors.set(view, error);
  }

  /** Serves a build from now on, and lets go of the one before when its readers have moved. */
  async serve(view: View, build: string): Promise<void> {
    const { store, live, claims, onServed } = this.#options;
    const before = await store.active(view.name);
    const isReplaced = before !== null && before !== build;
    // Said first: whoever looks for what is left over must not find it in between.
    const isKept = isReplaced && (await claims.keep(before));
    await store.activate(view.name, build);
    this.note(view, build);
    onServed(build);
    if (!isReplaced) return;
    await live.retire(before);
    if (!isKept) await this.#drop(view, before, build);
  }

  /** Where readers do not move in time, or the build cannot be dropped, it stays in the store until the next start. */
  async #drop(view: View, before: string, now: string): Promise<void> {
    try {
      await this.#options.readersMoved?.(view.name, now);
      await this.#options.store.drop(before);
    } catch (error) {
      this.noteError(view.name, `${before} is still stored: ${wordsOf(error)}`);
    }
  }
}
