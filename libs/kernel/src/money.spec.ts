import fc from 'fast-check';
import { isCurrency, minorMax, money, negated, plus, sameMoney, splitByWeights, sumOf, timesRatio } from './money.ts';
import { divideHalfEven, perMilleOf } from './rounding.ts';

const anyMinor = fc.integer({ min: -minorMax, max: minorMax });
const someWeights = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 })
  .filter((weights) => weights.some((weight) => weight > 0));

describe('money', () => {
  it('is whole minor units, up to nine trillion either side of zero', () => {
    expect(money(minorMax, 'CNY')).toEqual({ minor: 9_000_000_000_000, currency: 'CNY' });
    expect(() => money(minorMax + 1, 'CNY')).toThrow(RangeError);
    expect(() => money(-minorMax - 1, 'CNY')).toThrow(RangeError);
    expect(() => money(0.1 + 0.2, 'CNY')).toThrow(RangeError);
    expect(() => money(Number.NaN, 'CNY')).toThrow(RangeError);
  });

  it('never adds up across currencies in silence', () => {
    expect(() => plus(money(1, 'CNY'), money(1, 'USD'))).toThrow('USD');
    expect(() => sumOf([money(1, 'CNY'), money(1, 'USD')], 'CNY')).toThrow(RangeError);
    expect(sameMoney(money(1, 'CNY'), money(1, 'USD'))).toBe(false);
  });

  it('sums to nothing where there is nothing, and to zero with its own negative', () => {
    expect(sumOf([], 'CNY')).toEqual(money(0, 'CNY'));
    fc.assert(
      fc.property(anyMinor, (minor) => {
        expect(plus(money(minor, 'CNY'), negated(money(minor, 'CNY')))).toEqual(money(0, 'CNY'));
      }),
    );
  });

  it('is in a currency that exists', () => {
    expect(['CNY', 'USD', 'EUR', 'JPY', 'HKD'].every(isCurrency)).toBe(true);
    expect(['ABC', 'cny', 'RMB', ''].some(isCurrency)).toBe(false);
  });
});

describe('a split', () => {
  it('sums to the whole exactly, each part within one minor unit of its exact share, none of the other sign', () => {
    fc.assert(
      fc.property(anyMinor, someWeights, (minor, weights) => {
        const parts = splitByWeights(money(minor, 'CNY'), weights);
        expect(sumOf(parts, 'CNY').minor).toBe(minor);
        const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        for (const [index, part] of parts.entries()) {
          const off = BigInt(part.minor) * total - BigInt(minor) * BigInt(weights[index] ?? 0);
          expect(off < total && off > -total).toBe(true);
          expect(part.minor === 0 || part.minor > 0 === minor > 0).toBe(true);
        }
      }),
    );
  });

  it('gives nothing to a weight of nothing', () => {
    fc.assert(
      fc.property(anyMinor, someWeights, (minor, weights) => {
        const parts = splitByWeights(money(minor, 'CNY'), [...weights, 0]);
        expect(parts.at(-1)?.minor).toBe(0);
      }),
    );
  });

  it('gives the units left over to the largest remainders, the earlier first among equals', () => {
    expect(splitByWeights(money(100, 'CNY'), [1, 1, 1]).map((part) => part.minor)).toEqual([34, 33, 33]);
    expect(splitByWeights(money(-100, 'CNY'), [1, 1, 1]).map((part) => part.minor)).toEqual([-34, -33, -33]);
    expect(splitByWeights(money(10, 'CNY'), [1, 2, 3]).map((part) => part.minor)).toEqual([2, 3, 5]);
    expect(splitByWeights(money(1, 'CNY'), [1, 2]).map((part) => part.minor)).toEqual([0, 1]);
  });

  it('needs weights: whole, not negative, not all zero', () => {
    expect(() => splitByWeights(money(1, 'CNY'), [])).toThrow(RangeError);
    expect(() => splitByWeights(money(1, 'CNY'), [0, 0])).toThrow(RangeError);
    expect(() => splitByWeights(money(1, 'CNY'), [1, -1])).toThrow(RangeError);
    expect(() => splitByWeights(money(1, 'CNY'), [0.5])).toThrow(RangeError);
  });
});

describe('rounding', () => {
  it('goes half to even, on both sides of zero', () => {
    const halves = [-7n, -5n, -3n, -1n, 1n, 3n, 5n, 7n].map((numerator) => Number(divideHalfEven(numerator, 2n)));
    expect(halves.map((value) => value + 0)).toEqual([-4, -2, -2, 0, 0, 2, 2, 4]);
    expect(divideHalfEven(7n, -2n)).toBe(-4n);
    expect(divideHalfEven(2n, 3n)).toBe(1n);
    expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError);
  });

  it('is never further than half from the exact value, and takes the even neighbour when it is half', () => {
    const integer = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(integer, integer, (numerator, denominator) => {
        fc.pre(denominator !== 0n);
        const rounded = divideHalfEven(numerator, denominator);
        const twiceOff = 2n * (rounded * denominator - numerator);
        const size = denominator < 0n ? -denominator : denominator;
        const off = twiceOff < 0n ? -twiceOff : twiceOff;
        expect(off < size || (off === size && rounded % 2n === 0n)).toBe(true);
      }),
    );
  });

  it('happens once where an amount is multiplied by a ratio', () => {
    expect(timesRatio(money(25, 'CNY'), 1n, 10n)).toEqual(money(2, 'CNY'));
    expect(timesRatio(money(35, 'CNY'), 1n, 10n)).toEqual(money(4, 'CNY'));
    expect(timesRatio(money(1_000_553_400, 'USD'), 13n, 100n)).toEqual(money(130_071_942, 'USD'));
  });

  it('says a part in per mille, and nothing of a whole of zero', () => {
    expect(perMilleOf(1n, 3n)).toBe(333);
    expect(perMilleOf(2n, 3n)).toBe(667);
    expect(perMilleOf(1n, 2000n)).toBe(0);
    expect(perMilleOf(3n, 2000n)).toBe(2);
    expect(perMilleOf(0n, 0n)).toBeNull();
  });
});
