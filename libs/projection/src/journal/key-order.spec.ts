import fc from 'fast-check';
import { KeyDictionary } from './dictionary.ts';

/** The keys of a dictionary by the places that they have. */
function inOrder(dictionary: KeyDictionary): (string | null)[] {
  const ranks = dictionary.ranks();
  const keys: (string | null)[] = [];
  for (let code = 0; code < dictionary.size; code += 1) keys[ranks[code] ?? -1] = dictionary.keyOf(code);
  return keys;
}

const keys = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 30 });

describe('the places of keys', () => {
  it('are those of their texts in order, none last, however they were added', () => {
    fc.assert(
      fc.property(keys, fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), (all, stops) => {
        const dictionary = new KeyDictionary();
        for (const [index, key] of all.entries()) {
          if (stops.includes(index)) dictionary.ranks();
          dictionary.codeOf(key);
        }
        expect(inOrder(dictionary)).toEqual([...all.toSorted((one, other) => (one < other ? -1 : 1)), null]);
      }),
    );
  });

  it('are reckoned once while no key is added', () => {
    const dictionary = new KeyDictionary();
    dictionary.codeOf('b');
    const before = dictionary.ranks();
    expect(dictionary.ranks()).toBe(before);
    dictionary.codeOf('a');
    expect(inOrder(dictionary)).toEqual(['a', 'b', null]);
  });
});
