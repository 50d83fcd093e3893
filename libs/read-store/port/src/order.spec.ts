import fc from 'fast-check';
import { afterPrefix, compareText, compareValues } from './order.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '中', '\ud7ff', '\ue000', 'ｱ', '\uffff', '😀', '\u{10ffff}'), maxLength: 4 });

describe('the order of values', () => {
  it('is that of their bytes in UTF-8 for texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(Math.sign(compareText(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
      }),
    );
    // JavaScript compares units of UTF-16, and would put them the other way round.
    expect(['ｱ', '😀'].toSorted()).toEqual(['😀', 'ｱ']);
    expect(['😀', 'ｱ'].toSorted(compareText)).toEqual(['ｱ', '😀']);
  });

  it('puts null lowest, false before true, numbers by size', () => {
    const values = [10, null, -1, 9];
    expect(values.toSorted(compareValues)).toEqual([null, -1, 9, 10]);
    expect([true, null, false].toSorted(compareValues)).toEqual([null, false, true]);
  });

  it('has all texts with a prefix between it and the least text after it', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = afterPrefix(prefix);
        const isBetween = compareText(other, prefix) >= 0 && (end === null || compareText(other, end) < 0);
        expect(isBetween).toBe(other.startsWith(prefix));
      }),
    );
  });
});
