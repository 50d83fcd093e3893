/** A stream of pseudo-random numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** An integer from low to high, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of some items, by weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** Around a median, skewed to the right as durations and amounts are: `median × e^(spread × normal)`. */
  skewed(median: number, spread: number): number;
}

/** sfc32, seeded from a text by FNV-1a: small, fast, and long enough for any demonstration. */
export function randomOf(seed: string): Random {
  let a = fnv(seed, 1);
  let b = fnv(seed, 2);
  let c = fnv(seed, 3);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next();
  const weighted: Random['weighted'] = (items) => {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return lastOf(items)[0];
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? lastOf(items),
    weighted,
    skewed: (median, spread) => median * Math.exp(spread * normal(next)),
  };
}

/** One normally distributed number (Box and Muller). */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('nothing to pick from');
  return last;
}

function fnv(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}
