import fc from 'fast-check';
import { type Buckets, entryIn, withEntryIn } from './buckets.ts';

describe('a record in buckets', () => {
  it('holds what was last set under each key, whatever the keys, and nothing else', () => {
    const anyKey = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', '客户-1'));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyKey, fc.nat())), anyKey, (entries, other) => {
        const buckets = entries.reduce<Buckets<number>>((before, [key, value]) => withEntryIn(before, key, value), {});
        const wanted = new Map(entries);
        for (const key of [...wanted.keys(), other]) expect(entryIn(buckets, key)).toBe(wanted.get(key));
        expect(JSON.parse(JSON.stringify(buckets))).toEqual(buckets);
      }),
    );
  });

  it('leaves the record it came from as it was', () => {
    const before = withEntryIn<number>({}, 'a', 1);
    withEntryIn(before, 'a', 2);
    expect(entryIn(before, 'a')).toBe(1);
  });
});
