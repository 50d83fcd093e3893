import { shardCount } from '@zongheng/kernel';
import type { Segment } from '../journals.ts';
import { parkedKey } from './building.ts';
import { type MakeReadStore, inHome, inStore, moves, segment } from './given.ts';

const spans = (segments: readonly Segment[]) => segments.map(({ after, upTo, rows }) => [after, upTo, rows]);

/** Journals: appended on their tails, read above a position, merged. */
export function journallingContract(make: MakeReadStore): void {
  describe('journals', () => {
    it('start with every tail at 0 and nothing to read', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        expect(await journal.tails()).toEqual(Array.from({ length: shardCount }, () => 0));
        expect(await journal.read(0, 0)).toEqual([]);
        expect(await journal.parked()).toEqual([]);
      }));

    it('append where the tail still is, shard by shard, and answer the shards where it is not', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        expect(await journal.append([segment({ after: 0, upTo: 9 }), segment({ shard: 1, after: 0, upTo: 9 })])).toEqual([]);
        expect(await journal.append([segment({ after: 5, upTo: 12 }), segment({ shard: 1, after: 9, upTo: 12 })])).toEqual([0]);
        expect(spans(await journal.read(0, 0))).toEqual([[0, 9, 1]]);
        expect(spans(await journal.read(1, 0))).toEqual([
          [0, 9, 1],
          [9, 12, 1],
        ]);
        expect((await journal.tails()).slice(0, 3)).toEqual([9, 12, 0]);
        expect((await store.checkpoints(moves.build)).slice(0, 2).map(({ position }) => position)).toEqual([9, 12]);
      }));

    it('give back the bytes they were given', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
        await journal.append([segment({ shard: 63, after: 0, upTo: 2 ** 40, rows: 12_345, bytes: bytes.subarray(1) })]);
        const [read] = await journal.read(63, 0);
        expect(read).toMatchObject({ shard: 63, after: 0, upTo: 2 ** 40, rows: 12_345 });
        expect(Buffer.compare(read?.bytes ?? new Uint8Array(), bytes.subarray(1))).toBe(0);
      }));

    it('move the tail by a segment without rows, and keep nothing of it', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        await journal.append([segment({ after: 0, upTo: 9, rows: 0 })]);
        expect(await journal.append([segment({ after: 9, upTo: 12 })])).toEqual([]);
        expect(spans(await journal.read(0, 0))).toEqual([[9, 12, 1]]);
        expect((await journal.tails())[0]).toBe(12);
      }));

    it('save what is parked with the shards that passed', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        const parked = new Map([
          [0, [parkedKey('c1', 0)]],
          [1, [parkedKey('c2', 1)]],
        ]);
        await journal.append([segment({ after: 0, upTo: 9, rows: 0 }), segment({ shard: 1, after: 5, upTo: 9 })], parked);
        expect(await journal.parked()).toEqual([parkedKey('c1', 0)]);
        expect((await store.checkpoints(moves.build))[0]).toEqual({ position: 9, parked: [parkedKey('c1', 0)] });
        await journal.append([segment({ after: 9, upTo: 9, rows: 0 })], new Map([[0, []]]));
        expect(await journal.parked()).toEqual([]);
      }));

    it('read above a position, with the segment that spans it', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        for (const [after, upTo] of [
          [0, 9],
          [9, 12],
          [12, 20],
        ] as const)
          await journal.append([segment({ after, upTo })]);
        expect(spans(await journal.read(0, 12))).toEqual([[12, 20, 1]]);
        expect(await journal.replace(segment({ after: 0, upTo: 12, rows: 2 }))).toBe(true);
        expect(spans(await journal.read(0, 0))).toEqual([
          [0, 12, 2],
          [12, 20, 1],
        ]);
        expect(spans(await journal.read(0, 9))).toEqual([
          [0, 12, 2],
          [12, 20, 1],
        ]);
        expect(spans(await journal.read(0, 20))).toEqual([]);
      }));

    it('merge only what still stands as it was merged', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        for (const [after, upTo] of [
          [0, 9],
          [9, 12],
          [12, 20],
          [20, 30],
        ] as const)
          await journal.append([segment({ after, upTo })]);
        expect(await journal.replace(segment({ after: 9, upTo: 20, rows: 2 }))).toBe(true);
        const refused = [
          segment({ after: 0, upTo: 12, rows: 2 }),
          segment({ after: 12, upTo: 30, rows: 2 }),
          segment({ after: 0, upTo: 20, rows: 2 }),
          segment({ after: 20, upTo: 31, rows: 1 }),
          segment({ shard: 1, after: 0, upTo: 9, rows: 1 }),
        ];
        for (const merged of refused) expect(await journal.replace(merged)).toBe(false);
        expect(spans(await journal.read(0, 0))).toEqual([
          [0, 9, 1],
          [9, 20, 2],
          [20, 30, 1],
        ]);
        expect(await journal.replace(segment({ after: 0, upTo: 30, rows: 4, bytes: new Uint8Array([1, 2]) }))).toBe(true);
        expect(await journal.read(0, 25)).toEqual([segment({ after: 0, upTo: 30, rows: 4, bytes: new Uint8Array([1, 2]) })]);
        expect((await journal.tails())[0]).toBe(30);
      }));

    it('refuse segments that cannot be', () =>
      inStore(make, async (store) => {
        const journal = await store.journal(moves);
        const wrong = [
          [segment({ after: 0, upTo: 9 }), segment({ after: 9, upTo: 12 })],
          [segment({ after: 9, upTo: 3 })],
          [segment({ after: 0, upTo: 0 })],
          [segment({ shard: 64, after: 0, upTo: 9 })],
          [segment({ after: 0, upTo: 9, rows: -1 })],
        ];
        for (const segments of wrong) await expect(journal.append(segments)).rejects.toMatchObject({ code: 'READ_STORE.CONTENT' });
        expect((await journal.tails())[0]).toBe(0);
      }));

    it('let one of two racing writers append', () =>
      inHome(make, async (home) => {
        const [one, other] = [await home.open(), await home.open()];
        const [first, second] = [await one.journal(moves), await other.journal(moves)];
        const stale = await Promise.all([first, second].map((journal) => journal.append([segment({ after: 0, upTo: 9 })])));
        expect(stale.flat()).toEqual([0]);
        expect(spans(await first.read(0, 0))).toEqual([[0, 9, 1]]);
        await one.close();
        await other.close();
      }));
  });
}
