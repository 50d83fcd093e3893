import type { Row } from './row.ts';

/** What a benchmark is given. */
export interface BenchGround {
  /** 1 for the full size; less for a try, whose figures mean little. */
  readonly scale: number;
  /** An empty folder of its own on the disk that is measured; it is removed afterwards. */
  folder(name: string): string;
  /** The data folder of a set, made where it is missing: nobody may write there. */
  set(name: SetName): Promise<string>;
  /** Tells people what goes on. */
  say(text: string): void;
}

/** The set of all contexts, and a tenth of it; customers of whom hundreds of attributes are known and nothing else, and a tenth of those. */
export type SetName = 'large' | 'small' | 'wide' | 'wide-small';

/** A benchmark: one subject, one row or a few. */
export interface Bench {
  readonly name: string;
  /** The rows it gives. */
  readonly rows: readonly string[];
  readonly what: string;
  run(ground: BenchGround): Promise<readonly Row[]>;
}

/** How often a product and its counterpart take turns: medians need a few, a try of a hundredth of the size or less needs one. */
export function roundsAt({ scale }: Pick<BenchGround, 'scale'>, full: number): number {
  return scale <= 0.01 ? 1 : full;
}

/** So many of something at this scale, but at least a few. */
export function scaled(count: number, { scale }: Pick<BenchGround, 'scale'>, least = 1): number {
  return Math.max(least, Math.round(count * scale));
}
