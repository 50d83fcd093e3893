import fc from 'fast-check';
import { emptyTrie, entriesInTrie, entryInTrie, type Trie, withEntryInTrie } from './trie.ts';

const keys = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', '', '发票'), fc.nat(2000).map(String));

describe('a record of any length', () => {
  it('holds what a plain one would, and stays as it was when an entry is set', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.integer()), { maxLength: 600 }), (sets) => {
        const plain = new Map<string, number>();
        let trie: Trie<number> = emptyTrie();
        for (const [key, value] of sets) {
          const before = trie;
          const text = JSON.stringify(before);
          trie = withEntryInTrie(trie, key, value);
          expect(JSON.stringify(before)).toBe(text);
          plain.set(key, value);
        }
        expect(new Map(entriesInTrie(trie))).toEqual(plain);
        expect(trie.count).toBe(plain.size);
        for (const [key, value] of plain) expect(entryInTrie(trie, key)).toBe(value);
        expect(entryInTrie(trie, 'never set')).toBe(undefined);
      }),
      { numRuns: 40 },
    );
  });

  it('is a plain JSON value: what is read back holds the same', () => {
    let trie: Trie<{ readonly amount: number }> = emptyTrie();
    for (let count = 0; count < 5000; count += 1) trie = withEntryInTrie(trie, `i-${count}`, { amount: count });
    const read: Trie<{ readonly amount: number }> = JSON.parse(JSON.stringify(trie));
    expect(read).toEqual(trie);
    expect(entryInTrie(read, 'i-4321')).toEqual({ amount: 4321 });
  });

  it('copies little of a long one where an entry is set', () => {
    let trie: Trie<number> = emptyTrie();
    for (let count = 0; count < 20_000; count += 1) trie = withEntryInTrie(trie, `i-${count}`, count);
    const after = withEntryInTrie(trie, 'i-777', -1);
    const [before, now] = [trie.root, after.root];
    if (typeof before === 'string' || typeof now === 'string') throw new Error('a long record has branches');
    expect(now.filter((node, index) => node !== before[index])).toHaveLength(1);
  });
});
