import type { BusinessDate, Contribution } from '@zongheng/kernel';
import fc from 'fast-check';
import type { JournalShape } from '../layout.ts';
import type { JournalRow } from '../segment.ts';

/** A journal for specs: three dimensions of keys, one of dates, two measures. */
export const shape = {
  dimensions: { owner: 'key', stage: 'key', line: 'key', due: 'date' },
  measures: ['count', 'amount'],
} as const satisfies JournalShape;

interface RowParts {
  readonly date?: string;
  readonly cell?: Readonly<Record<string, string | null>>;
  readonly measures?: Readonly<Record<string, number>>;
}

/** One row, everything not given taken for granted. */
export function row(position: number, { date = '2026-03-01', cell = {}, measures = {} }: RowParts): JournalRow {
  return {
    position,
    contribution: { date: date as BusinessDate, cell: { owner: null, stage: null, line: null, due: null, ...cell }, measures },
  };
}

/** A key `name1` … `nameN`, or null. */
export const keys = (name: string, count: number): fc.Arbitrary<string | null> =>
  fc.option(
    fc.integer({ min: 1, max: count }).map((index) => `${name}${index}`),
    { freq: 6 },
  );

/** Days of a quarter, so that dates meet. */
export const dates: fc.Arbitrary<BusinessDate> = fc
  .integer({ min: 0, max: 89 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10) as BusinessDate);

const amounts = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -1_000, max: 1_000 }) }, { weight: 1, arbitrary: fc.maxSafeInteger() });

/** Any contribution to the journal of `shape`. */
export const contributions: fc.Arbitrary<Contribution> = fc.record({
  date: dates,
  cell: fc.record({ owner: keys('o', 7), stage: keys('s', 3), line: keys('l', 4), due: fc.option(dates) }),
  measures: fc.record({ count: fc.integer({ min: -2, max: 2 }), amount: amounts }),
});

/** Rows of one shard in order of position; some share theirs, as the contributions of one event do. */
export function journalRows(constraints: { readonly minLength?: number; readonly maxLength?: number } = {}): fc.Arbitrary<JournalRow[]> {
  const steps = fc.array(fc.tuple(fc.nat({ max: 3 }), contributions), { maxLength: 60, ...constraints });
  return steps.map((list) => {
    let position = 1;
    return list.map(([step, contribution]) => ({ position: (position += step), contribution }));
  });
}
