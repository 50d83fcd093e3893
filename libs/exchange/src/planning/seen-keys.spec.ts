import fc from 'fast-check';
import { Scratch } from './scratch.ts';
import { SeenKeys } from './seen-keys.ts';

const scratch = new Scratch();
afterAll(() => scratch.close());

describe('keys that were seen', () => {
  it('are known again with their marks, also where they did not fit into memory', () => {
    const key = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ minLength: 60, maxLength: 90, unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string()), { maxLength: 40 }), (entries) => {
        const seen = new SeenKeys(scratch, 5);
        const expected = new Map<string, string>();
        for (const [name, mark] of entries) {
          expect(seen.markOf(name)).toBe(expected.get(name) ?? null);
          seen.add(name, mark);
          expected.set(name, mark);
        }
        for (const [name, mark] of expected) expect(seen.markOf(name)).toBe(mark);
      }),
      { numRuns: 40 },
    );
  });
});
