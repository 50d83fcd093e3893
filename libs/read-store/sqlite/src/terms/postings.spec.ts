import fc from 'fast-check';
import {
  blockSize,
  decodeInto,
  emptyBitmap,
  encodeBitmap,
  encodeOffsets,
  intersect,
  isSet,
  offsetsOf,
  set,
  sizeOf,
  unset,
} from './postings.ts';

const offsets = fc
  .oneof(
    fc.uniqueArray(fc.nat({ max: blockSize - 1 }), { maxLength: 40 }),
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 8 })).map(([step, first]) => rising(first, step)),
    fc.constantFrom(510, 511, 512, 513, blockSize).map((length) => Array.from({ length }, (_, index) => index)),
  )
  .map((given) => given.toSorted((one, other) => one - other));

function rising(first: number, step: number): number[] {
  return Array.from({ length: Math.floor((blockSize - first) / step) }, (_, index) => first + index * step);
}

function decoded(bytes: Uint8Array): number[] {
  const bitmap = emptyBitmap();
  decodeInto(bitmap, bytes);
  expect(sizeOf(bitmap)).toBe(offsetsOf(bitmap).length);
  return offsetsOf(bitmap);
}

describe('the posting of a term in a block of documents', () => {
  it('comes back as it was written, however many documents it names, in no more than 1,024 bytes', () => {
    fc.assert(
      fc.property(offsets, (given) => {
        const bytes = encodeOffsets(given);
        expect(bytes.byteLength).toBeLessThanOrEqual(1_024);
        expect(decoded(bytes)).toEqual(given);
      }),
    );
  });

  it('is written alike from offsets and from a bitmap', () => {
    fc.assert(
      fc.property(offsets, (given) => {
        const bitmap = emptyBitmap();
        for (const offset of given) set(bitmap, offset);
        expect(Buffer.compare(encodeBitmap(bitmap), encodeOffsets(given))).toBe(0);
      }),
    );
  });

  it('loses what is removed, and keeps of two what is in both', () => {
    fc.assert(
      fc.property(offsets, offsets, (given, other) => {
        const [bitmap, others] = [emptyBitmap(), emptyBitmap()];
        for (const offset of given) set(bitmap, offset);
        for (const offset of other) set(others, offset);
        intersect(bitmap, others);
        const both = given.filter((offset) => other.includes(offset));
        expect(offsetsOf(bitmap)).toEqual(both);
        const [first] = both;
        if (first === undefined) return;
        unset(bitmap, first);
        expect(isSet(bitmap, first)).toBe(false);
        expect(offsetsOf(bitmap)).toEqual(both.slice(1));
      }),
    );
  });
});
