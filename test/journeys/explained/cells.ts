import fc from 'fast-check';

/** A deal as the list shows it: what of its cell a figure can be asked by. */
export interface Deal {
  readonly cell: Readonly<Record<string, unknown>>;
}

const dimensions = ['pipeline', 'stage', 'status', 'customer', 'owner', 'unit', 'region', 'segment', 'source', 'currency', 'expectedClose'];

/** Filters as parameters: each of some dimensions by what one of the deals has of it, so that some cells hold much and some nothing. */
export function anyCell(deals: readonly Deal[]): fc.Arbitrary<string> {
  const condition = fc.record({ name: fc.constantFrom(...dimensions), deal: fc.nat({ max: deals.length - 1 }) });
  return fc
    .uniqueArray(condition, { maxLength: 3, selector: ({ name }) => name })
    .map((conditions) => conditions.map(({ name, deal }) => statedAs(name, deals[deal]?.cell[name] ?? null)).join(''));
}

function statedAs(name: string, key: unknown): string {
  if (typeof key !== 'string') return `&${name}[missing]=true`;
  return `&${name}${name === 'unit' || name === 'region' ? '[only]' : ''}=${encodeURIComponent(key)}`;
}

/** Two of some days, and two moments of the log up to a position, neither before the other. */
export function anyMoments(days: readonly string[], head: number) {
  const two = <T>(one: fc.Arbitrary<T>, less: (a: T, b: T) => boolean) =>
    fc.tuple(one, one).map(([a, b]): readonly [T, T] => (less(a, b) ? [a, b] : [b, a]));
  return fc.record({
    dates: two(fc.constantFrom(...days), (a, b) => a < b),
    positions: two(fc.integer({ min: 1, max: head }), (a, b) => a < b),
  });
}
