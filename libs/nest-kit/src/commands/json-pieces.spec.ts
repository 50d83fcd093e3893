import fc from 'fast-check';
import { jsonPieces } from './json-pieces.ts';

describe('JSON in pieces', () => {
  it('reads as the value it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(JSON.parse([...jsonPieces(value)].join(''))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('comes in pieces of some length, however long it is', () => {
    const long = { buckets: Array.from({ length: 4000 }, (_, index) => ({ index, text: 'x'.repeat(1000) })) };
    const pieces = [...jsonPieces(long)];
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(300_000);
    expect(JSON.parse(pieces.join(''))).toEqual(long);
  });

  it('leaves out what is undefined', () => {
    expect([...jsonPieces({ a: 1, b: undefined, c: [undefined] })].join('')).toBe('{"a":1,"c":[null]}');
  });
});
