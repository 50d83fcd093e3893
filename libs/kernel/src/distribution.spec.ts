import fc from 'fast-check';
import { distributionOf } from './distribution.ts';

describe('the distribution of stays', () => {
  it('has no median where nothing ended', () => {
    expect(distributionOf(new Map())).toEqual({ count: 0, median: null, p90: null, longest: null });
  });

  it('equals the nearest rank of the sorted stays', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 200 }), (stays) => {
        const histogram = new Map<number, number>();
        for (const days of stays) histogram.set(days, (histogram.get(days) ?? 0) + 1);
        const sorted = [...stays].sort((one, other) => one - other);
        const at = (part: number): number | undefined => sorted[Math.ceil((sorted.length * part) / 1000) - 1];
        expect(distributionOf(histogram)).toEqual({ count: stays.length, median: at(500), p90: at(900), longest: sorted.at(-1) });
      }),
    );
  });
});
