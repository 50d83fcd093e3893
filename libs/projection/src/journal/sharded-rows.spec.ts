import fc from 'fast-check';
import { shardCount } from '@zongheng/kernel';
import { JournalError } from './errors.ts';
import { WrittenKeys } from './recent-keys.ts';
import { journalWriting } from './row-writer.ts';
import { encodeSegment, type JournalRow } from './segment.ts';
import { ShardedRows } from './sharded-rows.ts';
import { journalRows, row, shape } from './testing/rows.ts';

/** What happens to the rows held: some come to a shard, or those of a shard are taken. */
const steps = fc.array(
  fc.record({ shard: fc.constantFrom(0, 1, 2, shardCount - 1), rows: journalRows({ maxLength: 6 }), take: fc.boolean() }),
  {
    maxLength: 30,
  },
);

describe('the rows of all shards, held together', () => {
  it('give each shard the very segment that its rows alone would have made, whenever and in whatever order shards are taken', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const held = new ShardedRows(journalWriting(shape));
        const expected = new Map<number, JournalRow[]>();
        let position = 0;
        for (const { shard, rows, take } of given) {
          for (const { contribution } of rows) {
            position += 1;
            held.add(shard, position, [contribution]);
            expected.set(shard, [...(expected.get(shard) ?? []), { position, contribution }]);
          }
          if (take) expectTaken(held, shard, expected);
        }
        expect(held.shards()).toEqual([...expected.keys()].sort((one, other) => one - other));
        for (const shard of held.shards()) expectTaken(held, shard, expected);
        expect(held.rows).toBe(0);
      }),
    );
  });

  it('are encoded as if alone where other journals have other rows under the same keys', () => {
    fc.assert(
      fc.property(journalRows({ maxLength: 20 }), journalRows({ maxLength: 20 }), (ours, theirs) => {
        const keys = new WrittenKeys();
        const held = [ours, theirs].map((rows) => ({ rows: placed(rows), sharded: new ShardedRows(journalWriting(shape, keys)) }));
        for (let index = 0; index < 20; index += 1) {
          for (const { rows, sharded } of held) {
            const each = rows[index];
            if (each) sharded.add(1, each.position, [each.contribution]);
          }
        }
        for (const { rows, sharded } of held) {
          expect(sharded.take(1).bytes).toEqual(rows.length === 0 ? new Uint8Array() : encodeSegment(shape, rows));
        }
      }),
    );
  });

  it('are none of an event that contributes something wrong', () => {
    const held = new ShardedRows(journalWriting(shape));
    held.add(3, 1, [row(1, {}).contribution]);
    expect(() => held.add(3, 2, [row(2, {}).contribution, row(2, { date: '2026-02-30' }).contribution])).toThrow(JournalError);
    expect(held.rows).toBe(1);
    expect(held.take(3)).toEqual({ rows: 1, bytes: encodeSegment(shape, [row(1, {})]) });
    expect(held.take(3)).toEqual({ rows: 0, bytes: new Uint8Array() });
  });
});

function placed(rows: readonly JournalRow[]): JournalRow[] {
  return rows.map(({ contribution }, index) => ({ position: index + 1, contribution }));
}

function expectTaken(held: ShardedRows, shard: number, expected: Map<number, JournalRow[]>): void {
  const rows = expected.get(shard) ?? [];
  const before = held.rows;
  expect(held.take(shard)).toEqual({ rows: rows.length, bytes: rows.length === 0 ? new Uint8Array() : encodeSegment(shape, rows) });
  expect(held.rows).toBe(before - rows.length);
  expected.delete(shard);
}
