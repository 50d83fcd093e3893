import fc from 'fast-check';
import { matches, queryTerms, queryWords, searchTerms, searchText } from './search.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '华', '为', '𠮷', ' ') }),
);

describe('searching by a part of a text', () => {
  it('brings forms, case, width and white space together', () => {
    expect(searchText(['Ｚｏｎｇ　ＨＥＮＧ', ' ﾃﾞｰﾀ\t ﬁ ', ''])).toBe('zong heng\nデータ fi');
    expect(searchText(['ΟΔΥΣΣΕΥΣ'])).toBe('οδυσσευσ');
    expect(queryWords(' Zong  ＨＥＮＧ zong ')).toEqual(['zong', 'heng']);
    expect(queryWords('\u3000\0')).toEqual([]);
  });

  it('normalises once and for all: a stored search text stays as it is', () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = searchText([given]);
        expect(searchText([once])).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });

  it('finds a text by every part of its words', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (given, start, length) => {
        const stored = searchText(['before', given, 'after']);
        const points = [...searchText([given])];
        const part = points.slice(start % (points.length + 1), (start % (points.length + 1)) + (length % 5)).join('');
        expect(matches(stored, queryWords(part))).toBe(true);
      }),
    );
  });

  it('never has a matching text without the terms that the index looks for', () => {
    fc.assert(
      fc.property(text, text, (given, q) => {
        const stored = searchText([given]);
        const words = queryWords(q);
        const terms = searchTerms(stored);
        const isCandidate = queryTerms(words).every((term) => terms.has(term));
        expect(isCandidate || !matches(stored, words)).toBe(true);
      }),
    );
  });

  it('has a term for every word, however short, so that no search has to look at everything', () => {
    for (const word of ['a', '7', '华', '华为', '𠮷', 'ab']) expect(queryTerms([word])).not.toHaveLength(0);
    expect(searchTerms('ab 华')).toEqual(new Set([0x61, 0x62, (0x61 << 16) | 0x62, 0x534e]));
    for (const term of searchTerms('纵横')) expect(Number.isInteger(term) && term === (term | 0)).toBe(true);
  });
});
