import { randomUUID } from 'node:crypto';
import { type View, viewId } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { nextBuildName } from '../builds.ts';

/** A view is being rebuilt already, here or in another process. */
export class RebuildRefused extends RangeError {
  readonly code = 'PROJECTION.REBUILDING';

  constructor(view: string) {
    super(`${view} is being rebuilt already: wait for it`);
    this.name = 'RangeError';
  }
}

/** The right to make a build of a view, which one has at a time. */
export interface BuildClaim {
  readonly view: View;
  /** The build that may be made: no other is or was called so. */
  readonly build: string;
  /** Aborts when another may have the right: whatever is made from then on is not served. */
  readonly lost: AbortSignal;
  /** The build is filled: whoever projects the view takes it into his care. @throws RebuildRefused where the right was lost. */
  bringLive(): Promise<void>;
  /** Makes sure that the right is still held. @throws RebuildRefused */
  check(): Promise<void>;
  end(): Promise<void>;
}

/** Who may make builds, and how long one that is not served any more is kept. */
export interface BuildClaims {
  /** Null where another is making a build of the view. */
  claim(view: View): Promise<BuildClaim | null>;
  /** Has a build that is about to be replaced kept for those who still read it. Answers whether it will be dropped by and by. */
  keep(build: string): Promise<boolean>;
}

/** Where nobody else has the store, what is being rebuilt is known here. */
export function ownClaims(store: Pick<ReadStore, 'builds'>): BuildClaims {
  const held = new Set<string>();
  const never = new AbortController().signal;
  return {
    async claim(view) {
      if (held.has(view.name)) return null;
      held.add(view.name);
      const build = nextBuildName(view, await store.builds());
      const end = (): Promise<void> => Promise.resolve(void held.delete(view.name));
      return { view, build, lost: never, bringLive: () => Promise.resolve(), check: () => Promise.resolve(), end };
    },
    keep: () => Promise.resolve(false),
  };
}

export interface SharedClaimsOptions {
  readonly store: Pick<ReadStore, 'claim' | 'unclaim' | 'builds'>;
  /** After how long without a sign of life a rebuild counts as broken off (default 15,000 ms). */
  readonly leaseMs?: number;
  /** How long a build is kept after another took its place (default 60,000 ms). */
  readonly keptMs?: number;
}

const rebuilding = 'rebuild ';
const keeping = 'keep ';
const bringing = 'bring live ';

/** The builds that are being brought live now, by view. */
export function broughtLive(claims: readonly { readonly name: string; readonly note: string }[]): ReadonlyMap<string, string> {
  return new Map(
    claims
      .filter(({ name, note }) => name.startsWith(rebuilding) && note.startsWith(bringing))
      .map(({ name, note }) => [name.slice(rebuilding.length), note.slice(bringing.length)]),
  );
}

type Named = readonly { readonly name: string }[];

/** Whether somebody makes a build of a view. */
export function isRebuilding(claims: Named, view: string): boolean {
  return claims.some(({ name }) => name === rebuilding + view);
}

/** Whether a build was replaced only lately: somebody may still read it. */
export function isKept(claims: Named, build: string): boolean {
  return claims.some(({ name }) => name === keeping + build);
}

/** Where several processes share the store, rights are claimed in it, and kept by signs of life. */
export function sharedClaims({ store, leaseMs = 15_000, keptMs = 60_000 }: SharedClaimsOptions): BuildClaims {
  return {
    async claim(view) {
      const owner = randomUUID();
      const name = rebuilding + view.name;
      const number = await store.claim(name, { owner, forMs: leaseMs, note: '' });
      if (number === null) return null;
      // Builds are numbered by the takings of the right: a name is given once, whatever became of those before.
      const stored = (await store.builds()).map(({ build }) => build);
      const build = `${viewId(view)}.${number}`;
      if (!stored.includes(build)) return new Lease({ store, view, build, owner, name, leaseMs });
      await store.unclaim(name, owner);
      return this.claim(view);
    },
    async keep(build) {
      await store.claim(keeping + build, { owner: randomUUID(), forMs: keptMs, note: '' });
      return true;
    },
  };
}

class Lease implements BuildClaim {
  readonly view: View;
  readonly build: string;
  readonly #given: LeaseGiven;
  readonly #losing = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #note = '';
  #keptAt = performance.now();

  constructor(given: LeaseGiven) {
    this.view = given.view;
    this.build = given.build;
    this.#given = given;
    this.#timer = setInterval(() => void this.#keep(), given.leaseMs / 3);
    this.#timer.unref();
  }

  get lost(): AbortSignal {
    return this.#losing.signal;
  }

  async bringLive(): Promise<void> {
    this.#note = bringing + this.build;
    await this.check();
  }

  async check(): Promise<void> {
    await this.#keep();
    if (this.lost.aborted) throw new RebuildRefused(this.view.name);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#losing.abort();
    // Where it cannot be given back it is over by itself.
    await this.#given.store.unclaim(this.#given.name, this.#given.owner).catch(() => undefined);
  }

  async #keep(): Promise<void> {
    const { store, name, owner, leaseMs } = this.#given;
    const begun = performance.now();
    const number = await store.claim(name, { owner, forMs: leaseMs, note: this.#note }).catch(() => undefined);
    if (number === null || (number !== undefined && !this.build.endsWith(`.${number}`))) this.#losing.abort();
    else if (number !== undefined) this.#keptAt = begun;
    else if (begun - this.#keptAt > leaseMs) this.#losing.abort();
  }
}

interface LeaseGiven {
  readonly store: SharedClaimsOptions['store'];
  readonly view: View;
  readonly build: string;
  readonly owner: string;
  readonly name: string;
  readonly leaseMs: number;
}
