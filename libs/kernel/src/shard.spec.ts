import fc from 'fast-check';
import { shardCount, shardOf } from './shard.ts';

/** The same function written out another way: over bytes, in exact arithmetic. */
function shardByTheBook(orderingKey: string): number {
  const word = (value: bigint): bigint => value & 0xffff_ffffn;
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(orderingKey, 'utf16le')) hash = word((hash ^ BigInt(byte)) * 0x0100_0193n);
  hash = word((hash ^ (hash >> 16n)) * 0x85eb_ca6bn);
  hash = word((hash ^ (hash >> 13n)) * 0xc2b2_ae35n);
  return Number((hash ^ (hash >> 16n)) % 64n);
}

describe('the shard of an ordering key', () => {
  it('never changes: it is part of what is stored', () => {
    const golden = { '': 11, main: 44, 'customer-1': 62, 'c-10023': 27, '客户-1': 34, '😀': 6, ['a'.repeat(96)]: 62 };
    for (const [key, shard] of Object.entries(golden)) expect([key, shardOf(key)]).toEqual([key, shard]);
    expect(shardCount).toBe(64);
  });

  it('is FNV-1a over UTF-16, mixed as MurmurHash3 mixes, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => expect(shardOf(key)).toBe(shardByTheBook(key))));
  });

  it.each([
    ['running numbers', (index: number) => `customer-${index}`],
    ['numbers with leading zeros', (index: number) => `C${String(index).padStart(8, '0')}`],
    ['Chinese names', (index: number) => `客户${index}`],
  ])('spreads %s evenly: no shard holds a tenth more or less than its share', (_name, keyOf) => {
    const counts = Array.from({ length: shardCount }, () => 0);
    const keys = 200_000;
    for (let index = 0; index < keys; index += 1) {
      const shard = shardOf(keyOf(index));
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    const share = keys / shardCount;
    expect(Math.min(...counts)).toBeGreaterThan(share * 0.9);
    expect(Math.max(...counts)).toBeLessThan(share * 1.1);
  });
});
