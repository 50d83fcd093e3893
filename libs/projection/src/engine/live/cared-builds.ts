import type { View } from '@zongheng/kernel';
import type { Build } from '../build.ts';
import { TooManyParked, wordsOf } from '../parking.ts';

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

/** A build as the projector itself holds it. */
export interface Cared extends CaredBuild {
  state: BuildState;
  build: Build | null;
  error: string | null;
  /** Nobody wants it any more: whoever is bringing it gives up. */
  retired: boolean;
}

export interface LiveBuild {
  readonly cared: Cared;
  readonly build: Build;
}

/** The builds in a projector's care, by name. */
export class CaredBuilds {
  readonly #cared = new Map<string, Cared>();

  all(): readonly Cared[] {
    return [...this.#cared.values()];
  }

  find(id: string): Cared | undefined {
    return this.#cared.get(id);
  }

  live(): readonly LiveBuild[] {
    return this.all().flatMap((cared) => (cared.state === 'live' && cared.build !== null ? [{ cared, build: cared.build }] : []));
  }

  add(view: View, id: string): Cared {
    const cared: Cared = { view, id, state: 'catching-up', build: null, error: null, retired: false };
    this.#cared.set(id, cared);
    return cared;
  }

  /** Lets go of a build; answers whether it was here. */
  remove(id: string): boolean {
    const cared = this.#cared.get(id);
    if (!cared) return false;
    cared.retired = true;
    return this.#cared.delete(id);
  }

  clear(): void {
    this.#cared.clear();
  }
}

/** Notes what went wrong with a build: what is folded of it in memory is not known to be right any more. */
export function failed(cared: Cared, error: unknown): void {
  cared.build = null;
  cared.error = wordsOf(error);
  cared.state = error instanceof TooManyParked ? 'stopped' : 'failing';
}
