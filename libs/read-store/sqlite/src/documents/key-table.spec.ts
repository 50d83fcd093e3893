import fc from 'fast-check';
import { KeyTable } from './key-table.ts';

describe('a table of keys', () => {
  it('finds the id of every key it was given and of no other, however many there are', () => {
    const table = new KeyTable();
    const keys = Array.from({ length: 20_000 }, (_, index) => `客户-${index}`);
    keys.forEach((key, index) => table.add(key, index + 1));
    const look = (key: string) => table.find(key, (id) => (keys[id - 1] === key ? id : undefined));
    expect(table.size).toBe(20_000);
    expect(keys.map(look)).toEqual(keys.map((_, index) => index + 1));
    expect(look('客户-20000')).toBeUndefined();
    expect(look('')).toBeUndefined();
  });

  it("goes on looking where an id is not the key's", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), fc.string(), (keys, other) => {
        const table = new KeyTable();
        // Every key twice: the first of its ids is never the right one.
        keys.forEach((key, index) => table.add(key, index + 1));
        keys.forEach((key, index) => table.add(key, index + 1_001));
        const look = (key: string) => table.find(key, (id) => (id > 1_000 && keys[id - 1_001] === key ? id : undefined));
        for (const key of keys) expect(look(key)).toBe(keys.indexOf(key) + 1_001);
        expect(keys.includes(other) ? undefined : look(other)).toBeUndefined();
      }),
    );
  });
});
