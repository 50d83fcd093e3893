import fc from 'fast-check';
import { countOfTexts, type Ordered, textsFrom, withoutText, withText } from './ordered.ts';

describe('a set of texts in their order', () => {
  it('holds what was put in and not taken out, in order', () => {
    const step = fc.tuple(fc.boolean(), fc.nat(300));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 800 }), (steps) => {
        const plain = new Set<string>();
        let set: Ordered = [];
        for (const [puts, number] of steps) {
          const text = `${number % 3}/${String(number).padStart(3, '0')}`;
          const before = set;
          const written = JSON.stringify(before);
          set = puts ? withText(set, text) : withoutText(set, text);
          expect(JSON.stringify(before)).toBe(written);
          if (puts) plain.add(text);
          else plain.delete(text);
        }
        const sorted = [...plain].sort();
        expect([...textsFrom(set)]).toEqual(sorted);
        expect([...textsFrom(set, '1/')]).toEqual(sorted.filter((text) => text.startsWith('1/')));
        expect(countOfTexts(set)).toBe(plain.size);
      }),
      { numRuns: 60 },
    );
  });
});
