import { createHash, type Hash } from 'node:crypto';

/** The first place where two sides differ. */
export interface Difference {
  readonly shard: number;
  /** The document's key, or the position of the journal's row. */
  readonly where: string;
  /** What stands on each side: position and body, or the row; null where nothing does. */
  readonly live: string | null;
  readonly folded: string | null;
}

/** What a comparison found. `live` is what readers are served, `folded` what it is held against. */
export interface Finding {
  readonly view: string;
  readonly build: string;
  readonly equal: boolean;
  /** How many documents (removed ones included) or rows were compared on each side. */
  readonly counts: { readonly live: number; readonly folded: number };
  /** SHA-256 over each side, in one order: equal where every byte is. */
  readonly hashes: { readonly live: string; readonly folded: string };
  /** Documents that parked events touch: they are not compared. */
  readonly leftOut: number;
  readonly parkedKeys: number;
  readonly difference: Difference | null;
}

/** Texts longer than this are cut where a difference is shown: they go into an answer for people. */
const shownMax = 4_000;

/** Gathers what two sides say, place by place, into a finding. Places must come in the same order whenever the same is compared. */
export class Tally {
  readonly #live: Side = { count: 0, hash: createHash('sha256') };
  readonly #folded: Side = { count: 0, hash: createHash('sha256') };
  #difference: Difference | null = null;

  /** What stands at one place on each side; null where nothing does. */
  add(shard: number, where: string, live: string | null, folded: string | null): void {
    count(this.#live, where, live);
    count(this.#folded, where, folded);
    if (live !== folded) this.#difference ??= { shard, where, live: shown(live), folded: shown(folded) };
  }

  /** Something that differs without standing at a place of its own: a fold that fails, a parked key of one side. */
  differ(difference: Difference): void {
    this.#difference ??= difference;
  }

  finding(view: string, build: string, rest: Pick<Finding, 'leftOut' | 'parkedKeys'>): Finding {
    return {
      view,
      build,
      equal: this.#difference === null,
      counts: { live: this.#live.count, folded: this.#folded.count },
      hashes: { live: this.#live.hash.digest('hex'), folded: this.#folded.hash.digest('hex') },
      ...rest,
      difference: this.#difference,
    };
  }
}

interface Side {
  count: number;
  readonly hash: Hash;
}

function count(side: Side, where: string, text: string | null): void {
  if (text === null) return;
  side.count += 1;
  side.hash.update(`${where}\n${text}\n`);
}

function shown(text: string | null): string | null {
  return text !== null && text.length > shownMax ? `${text.slice(0, shownMax - 1)}…` : text;
}
