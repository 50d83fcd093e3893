import { type JournalStore, memoryReadStore, type Segment } from '@zongheng/read-store';
import fc from 'fast-check';
import { mergeSegments } from './merge-segments.ts';
import { decodeSegment, encodeSegment, type JournalRow } from './segment.ts';
import { journalRows, row, shape } from './testing/rows.ts';

const shard = 3;

async function storeWith(parts: readonly (readonly JournalRow[])[]): Promise<JournalStore> {
  const store = await memoryReadStore().journal({ view: 'spec', version: 1, build: 'spec@1.1', ...shape });
  let after = 0;
  for (const rows of parts) {
    const upTo = Math.max(after + 1, rows.at(-1)?.position ?? 0);
    await store.append([
      { shard, after, upTo, rows: rows.length, bytes: rows.length === 0 ? new Uint8Array() : encodeSegment(shape, rows) },
    ]);
    after = upTo;
  }
  return store;
}

/** Cuts rows into segments without splitting a position. */
function cut(rows: readonly JournalRow[], sizes: readonly number[]): JournalRow[][] {
  const parts: JournalRow[][] = [[]];
  for (const each of rows) {
    const part = parts.at(-1) ?? [];
    const isFull = part.length >= (sizes[(parts.length - 1) % sizes.length] ?? 1);
    if (isFull && part.at(-1)?.position !== each.position) parts.push([each]);
    else part.push(each);
  }
  return parts;
}

const rowsOf = (segments: readonly Segment[]): JournalRow[] => segments.flatMap(({ bytes }) => decodeSegment(shape, bytes));

describe('merging the segments of a shard', () => {
  it('keeps every row in its place, however often it is done and however the segments were cut', async () => {
    await fc.assert(
      fc.asyncProperty(journalRows(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (rows, sizes) => {
        const store = await storeWith(cut(rows, sizes));
        const before = await store.read(shard, 0);
        for (let times = 0; times < 3; times += 1) await mergeSegments(store, shape, shard);
        const after = await store.read(shard, 0);
        expect(rowsOf(after)).toEqual(rowsOf(before));
        expect(after.map((segment) => segment.rows)).toEqual(after.map(({ bytes }) => decodeSegment(shape, bytes).length));
        expect((await store.tails())[shard]).toBe(after.at(-1)?.upTo ?? (await store.tails())[shard]);
      }),
    );
  });

  it('makes few segments of many, and rewrites a row only a few times', async () => {
    const store = await storeWith([]);
    let rewritten = 0;
    const counting: JournalStore = { ...store, replace: (merged) => ((rewritten += merged.rows), store.replace(merged)) };
    for (let position = 1; position <= 1_024; position += 1) {
      const bytes = encodeSegment(shape, [row(position, { measures: { count: 1 } })]);
      await store.append([{ shard, after: position - 1, upTo: position, rows: 1, bytes }]);
      if (position % 16 === 0) await mergeSegments(counting, shape, shard);
    }
    expect((await store.read(shard, 0)).length).toBeLessThan(10);
    expect(rewritten / 1_024).toBeLessThan(10);
  });

  it('leaves large segments alone', async () => {
    const store = await storeWith([[row(1, {}), row(2, {})], [row(3, {}), row(4, {})], [row(5, {})]]);
    expect(await mergeSegments(store, shape, shard, 3)).toBe(2);
    expect((await store.read(shard, 0)).map(({ rows }) => rows)).toEqual([2, 3]);
    expect(await mergeSegments(store, shape, shard, 3)).toBe(0);
  });

  it('gives up when another was first', async () => {
    const store = await storeWith([[row(1, {})], [row(2, {})]]);
    expect(await mergeSegments({ ...store, replace: async () => false }, shape, shard)).toBe(0);
    expect(rowsOf(await store.read(shard, 0))).toHaveLength(2);
  });
});
