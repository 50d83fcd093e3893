import fc from 'fast-check';
import type { Grouping, KeyFilter, RowChoice, SumQuery } from '../query.ts';
import { dates, keys } from './rows.ts';

/** Mostly undefined: what is bounded on all sides has no rows. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const keyFilter = (name: string, count: number): fc.Arbitrary<KeyFilter> =>
  fc.oneof(
    fc.uniqueArray(keys(name, count + 1), { maxLength: count }).map((list) => ({ keys: new Set(list) })),
    fc
      .constantFrom('1', '2', null)
      .map((end) => ({ matches: (key: string | null) => (end === null ? key !== null : (key?.endsWith(end) ?? true)) })),
  );

const dateFilter: fc.Arbitrary<KeyFilter> = fc.record({ from: seldom(dates), to: seldom(dates), includeNull: seldom(fc.boolean()) });

const month = (key: string): string => key.slice(0, 7);
const parity = (key: string): string | null => (Number(key.slice(1)) % 2 === 0 ? 'even' : null);

const grouping: fc.Arbitrary<Grouping> = fc.constantFrom(
  { dim: 'owner' },
  { dim: 'owner', map: parity },
  { dim: 'stage' },
  { dim: 'stage', map: () => 'all' },
  { dim: 'line' },
  { dim: 'due' },
  { dim: 'due', map: month },
  { dim: 'date', map: month },
  { dim: 'date' },
  { dim: 'month' },
  { dim: 'month', map: (key: string) => key.slice(0, 4) },
);

const filters = fc
  .subarray<readonly [string, fc.Arbitrary<KeyFilter>]>(
    [
      ['owner', keyFilter('o', 7)],
      ['stage', keyFilter('s', 3)],
      ['line', keyFilter('l', 4)],
      ['due', dateFilter],
      ['date', dateFilter],
    ],
    { maxLength: 2 },
  )
  .chain((chosen) => fc.record(Object.fromEntries(chosen)));

/** Any choice of rows of the specs' journal, of positions up to `positionMax`. */
export function choices(positionMax: number): fc.Arbitrary<RowChoice> {
  return fc.record({
    asOf: seldom(dates),
    from: seldom(dates),
    to: seldom(dates),
    upTo: seldom(fc.nat({ max: positionMax })),
    after: seldom(fc.nat({ max: positionMax })),
    filters,
  });
}

/** Any sum over such rows. */
export function sumQueries(positionMax: number): fc.Arbitrary<SumQuery> {
  const more = fc.record({
    groupBy: fc.array(grouping, { maxLength: 4 }),
    measures: seldom(fc.constantFrom(['count'], ['amount'], ['amount', 'count'])),
    withZeros: seldom(fc.boolean()),
  });
  return fc.tuple(choices(positionMax), more).map(([choice, rest]) => ({ ...choice, ...rest }));
}
