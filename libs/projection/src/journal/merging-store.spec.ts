import { shardCount } from '@zongheng/kernel';
import { memoryReadStore } from '@zongheng/read-store';
import { mergingStore } from './merging-store.ts';
import { decodeSegment, encodeSegment } from './segment.ts';
import { row, shape } from './testing/rows.ts';

describe('a store that merges', () => {
  it('keeps the segments of every shard few, and all of their rows', async () => {
    const plain = await memoryReadStore().journal({ view: 'spec', version: 1, build: 'spec@1.1', ...shape });
    const store = mergingStore(plain, shape);
    const rounds = 900;
    for (let position = 1; position <= rounds; position += 1) {
      const shards = Array.from({ length: shardCount }, (_, shard) => shard).filter((shard) => (shard + position) % 3 !== 0);
      const segments = shards.map((shard) => {
        const bytes = encodeSegment(shape, [row(position, { measures: { count: 1, amount: shard } })]);
        return { shard, after: tailBefore(shard, position), upTo: position, rows: 1, bytes };
      });
      expect(await store.append(segments)).toEqual([]);
    }
    let rows = 0;
    for (let shard = 0; shard < shardCount; shard += 1) {
      const segments = await store.read(shard, 0);
      expect(segments.length).toBeLessThan(140);
      rows += segments.flatMap(({ bytes }) => decodeSegment(shape, bytes)).length;
    }
    expect(rows).toBe(Math.round((rounds * shardCount * 2) / 3));
    expect(await store.tails()).toEqual(await plain.tails());
  });

  it('leaves what another was first with to the caller', async () => {
    const store = mergingStore(await memoryReadStore().journal({ view: 'spec', version: 1, build: 'spec@1.1', ...shape }), shape);
    const bytes = encodeSegment(shape, [row(1, {})]);
    expect(await store.append([{ shard: 2, after: 5, upTo: 6, rows: 1, bytes }])).toEqual([2]);
  });
});

/** The position a shard was last written at, when it is written two times out of three. */
function tailBefore(shard: number, position: number): number {
  for (let before = position - 1; before > 0; before -= 1) if ((shard + before) % 3 !== 0) return before;
  return 0;
}
