import { businessDate } from '@zongheng/kernel';
import fc from 'fast-check';
import { type DimensionFilter, dimensionFiltersOf, parametersOfFilters } from './dimension-filters.ts';
import { parametersOf } from './parameters.ts';

const dimensions = { owner: 'key', unit: 'key', due: 'date' } as const;
const keys = fc.stringMatching(/^[a-z]{1,3}$/);
const filters: fc.Arbitrary<Readonly<Record<string, DimensionFilter>>> = fc.record(
  {
    owner: fc.uniqueArray(keys, { minLength: 1, maxLength: 3 }).map((list) => ({ keys: new Set(list) })),
    unit: fc.oneof(
      fc.constant({ keys: new Set([null]) }),
      keys.map((key) => ({ keys: new Set([key]), isOnly: true })),
    ),
    due: fc.constantFrom({ from: businessDate('2026-03-01') }, { from: businessDate('2026-03-01'), to: businessDate('2026-03-31') }),
  },
  { requiredKeys: [] },
);

describe('the filters of an answer', () => {
  it('are stated as the parameters that ask for them again', () => {
    fc.assert(
      fc.property(filters, (asked) => {
        expect(dimensionFiltersOf(dimensions, parametersOf(parametersOfFilters(asked)))).toEqual(asked);
      }),
    );
  });
});
