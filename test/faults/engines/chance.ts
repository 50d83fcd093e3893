/** Chance that comes out the same again for the same seed. */
export interface Chance {
  /** From 0 up to, and not including, 1. */
  next(): number;
  /** A whole number of both bounds, and those between. */
  between(min: number, max: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** Mulberry32: small, quick, and good enough to choose when a process dies. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick(choices) {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new RangeError('nothing to choose from');
      return choice;
    },
  };
}
