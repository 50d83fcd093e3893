import { shardCount } from '@zongheng/kernel';
import fc from 'fast-check';
import { type Compactor, inlineCompactor, threadCompactor } from './compactor.ts';
import { mergeSegments } from './merge-segments.ts';
import type { SumQuery } from './query.ts';
import { JournalReader } from './reader.ts';
import type { JournalRow } from './segment.ts';
import { bruteSum } from './testing/brute-force.ts';
import { answerOf, JournalLog } from './testing/journal-log.ts';
import { sumQueries } from './testing/queries.ts';
import { opened, rollups } from './testing/reading.ts';
import { contributions, row, shape } from './testing/rows.ts';

const positionMax = 60;

type Action =
  | { readonly do: 'record'; readonly shard: number; readonly contributions: readonly JournalRow['contribution'][] }
  | { readonly do: 'write'; readonly shard: number }
  | { readonly do: 'merge'; readonly shard: number }
  | { readonly do: 'writeAll' | 'refresh' | 'startSorting' | 'finishSorting' }
  | { readonly do: 'ask'; readonly query: SumQuery };

const shards = fc.constantFrom(0, 1, 17, 63);

const actions: fc.Arbitrary<Action[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ do: fc.constant('record' as const), shard: shards, contributions: fc.array(contributions, { maxLength: 4 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('write' as const, 'merge' as const), shard: shards }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom('writeAll' as const, 'refresh' as const, 'startSorting' as const, 'finishSorting' as const),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), query: sumQueries(positionMax) }) },
  ),
  { maxLength: 60 },
);

/** Sorts when it is told to, however long ago it was asked. */
class PatientCompactor implements Compactor {
  readonly #inline = inlineCompactor();
  #go: (() => void)[] = [];

  async compact(job: Parameters<Compactor['compact']>[0]): ReturnType<Compactor['compact']> {
    await new Promise<void>((resolve) => this.#go.push(resolve));
    return this.#inline.compact(job);
  }

  finish(): void {
    for (const go of this.#go.splice(0)) go();
  }

  async close(): Promise<void> {
    this.finish();
  }
}

async function run(action: Action, log: JournalLog, reader: JournalReader, compactor: PatientCompactor): Promise<void> {
  switch (action.do) {
    case 'record':
      log.record(action.shard, action.contributions);
      return;
    case 'write':
      return log.write(action.shard);
    case 'merge':
      await mergeSegments(log.store, shape, action.shard);
      return;
    case 'writeAll':
      return log.writeAll();
    case 'refresh':
      return reader.refresh();
    case 'startSorting':
      void reader.compact();
      return;
    case 'finishSorting':
      compactor.finish();
      return reader.settled();
    case 'ask':
      answersRightly(log, reader, action.query);
  }
}

function answersRightly(log: JournalLog, reader: JournalReader, query: SumQuery): void {
  expect(answerOf(reader.sum(query))).toEqual(bruteSum(log.rows, query, reader.watermark));
}

describe('a journal', () => {
  it('answers as its rows say one by one, whatever is written, read, merged and sorted in between, and when', async () => {
    await fc.assert(
      fc.asyncProperty(actions, async (list) => {
        const log = await JournalLog.empty();
        const compactor = new PatientCompactor();
        const reader = await JournalReader.open(log.store, shape, { compactor, rollups, unsortedRowsMax: 10 });
        for (const action of list) await run(action, log, reader, compactor);
        await log.writeAll();
        await reader.refresh();
        await run({ do: 'finishSorting' }, log, reader, compactor);
        expect(reader.watermark).toBe(log.position);
        expect(reader.size().failure).toBeNull();
        const query: SumQuery = { groupBy: [{ dim: 'owner' }, { dim: 'date' }], withZeros: true };
        answersRightly(log, reader, query);
      }),
      { numRuns: 150 },
    );
  });

  it('answers any question rightly, sorted or not', async () => {
    const events = fc.array(fc.tuple(shards, fc.array(contributions, { maxLength: 4 })), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.nat(),
        fc.array(sumQueries(positionMax), { minLength: 5, maxLength: 5 }),
        async (list, sortedAt, queries) => {
          const { log, reader } = await opened(list, sortedAt);
          for (const query of queries) expect(answerOf(reader.sum(query))).toEqual(bruteSum(log.rows, query, reader.watermark));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('shows nothing above the watermark: the position that all shards have reached', async () => {
    const log = await JournalLog.empty();
    log.record(1, [row(0, { measures: { count: 1 } }).contribution]);
    await log.writeAll();
    log.record(2, [row(0, { measures: { count: 10 } }).contribution]);
    log.record(3, [row(0, { measures: { count: 100 } }).contribution]);
    await log.write(3);
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    expect(reader.watermark).toBe(1);
    expect(reader.reached(3)).toBe(3);
    expect(reader.sum({}).total('count')).toBe(1n);
    expect(reader.sum({ upTo: 3 })).toMatchObject({ at: 1 });
    await reader.compact();
    expect(reader.sum({}).total('count')).toBe(1n);
    await log.writeAll();
    await reader.refresh();
    expect(reader.sum({}).total('count')).toBe(111n);
    expect(reader.sum({ upTo: 2 }).total('count')).toBe(11n);
    expect(reader.sum({ after: 1, upTo: 2 }).total('count')).toBe(10n);
  });

  it('counts a row once, also when the segment it was read from comes back merged with newer ones', async () => {
    const log = await JournalLog.empty();
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    for (let event = 1; event <= 6; event += 1) {
      log.record(5, [row(0, { measures: { count: 1 } }).contribution, row(0, { measures: { count: 10 } }).contribution]);
      await log.writeAll();
      await mergeSegments(log.store, shape, 5);
      if (event % 2 === 0) await reader.refresh();
    }
    expect(await log.store.read(5, 0)).toHaveLength(2);
    expect(reader.sum({}).total('count')).toBe(66n);
    expect(reader.size().rows).toBe(12);
  });

  it('believes what it is told of shards in which nothing happened', async () => {
    const log = await JournalLog.empty();
    log.record(1, [row(0, { measures: { count: 1 } }).contribution]);
    await log.write(1);
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    expect(reader.watermark).toBe(0);
    await reader.refresh(Array.from({ length: shardCount }, () => 1));
    expect(reader.watermark).toBe(1);
    expect(reader.sum({}).total('count')).toBe(1n);
  });

  it('shares a reading among those who ask while one is under way, and reads again for them', async () => {
    const log = await JournalLog.empty();
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    const before = reader.refresh();
    log.record(1, [row(0, { measures: { count: 1 } }).contribution]);
    const written = log.writeAll();
    await before;
    await written;
    await Promise.all([reader.refresh(), reader.refresh(), reader.refresh()]);
    expect(reader.sum({}).total('count')).toBe(1n);
  });

  it('is sorted by a thread of its own into the same journal, while others read and ask', async () => {
    const compactor = threadCompactor();
    const log = await JournalLog.empty();
    for (let event = 0; event < 2_000; event += 1) {
      const date = `2026-0${1 + (event % 3)}-1${event % 10}`;
      log.record(event % 64, [
        row(0, { date, cell: { owner: `o${event % 50}`, stage: `s${event % 7}` }, measures: { amount: event, count: 1 } }).contribution,
      ]);
    }
    await log.writeAll();
    const reader = await JournalReader.open(log.store, shape, { compactor, rollups, unsortedRowsMax: 100 });
    const query: SumQuery = { groupBy: [{ dim: 'owner' }], filters: { stage: { keys: new Set(['s1', 's4']) } } };
    for (let round = 0; round < 20; round += 1) {
      for (let event = 0; event < 60; event += 1)
        log.record(event, [row(0, { cell: { owner: 'o7', stage: 's4' }, measures: { amount: 1 } }).contribution]);
      await log.writeAll();
      await reader.refresh();
      answersRightly(log, reader, query);
    }
    await reader.settled();
    expect(reader.size()).toMatchObject({ rows: 3_200, failure: null });
    expect(reader.size().compactions).toBeGreaterThan(1);
    await reader.close();
    await compactor.close();
  });

  it('sorts a row only a few times in its life, however small the portions it grows by', async () => {
    let sorted = 0;
    const inline = inlineCompactor();
    const compactor: Compactor = {
      ...inline,
      compact: (job) => {
        sorted += job.tables.reduce((sum, { rows }) => sum + rows, 0);
        return inline.compact(job);
      },
    };
    const log = await JournalLog.empty();
    const reader = await JournalReader.open(log.store, shape, { compactor, unsortedRowsMax: 4 });
    let parts = 0;
    for (let batch = 0; batch < 400; batch += 1) {
      for (let event = 0; event < 5; event += 1) log.record(event, [row(0, { measures: { count: 1 } }).contribution]);
      await log.writeAll();
      await reader.refresh();
      await reader.settled();
      parts = Math.max(parts, reader.size().parts);
    }
    expect(reader.sum({}).total('count')).toBe(2_000n);
    expect(sorted / 2_000).toBeLessThan(16);
    expect(parts).toBeGreaterThan(1);
    expect(parts).toBeLessThan(6);
  });

  it('goes on answering when sorting fails, says why, and sorts the next time', async () => {
    const failures: unknown[] = [];
    let isBroken = true;
    const inline = inlineCompactor();
    const compactor: Compactor = { ...inline, compact: (job) => (isBroken ? Promise.reject(new Error('no memory')) : inline.compact(job)) };
    const log = await JournalLog.empty();
    log.record(1, [row(0, { measures: { count: 1 } }).contribution]);
    await log.writeAll();
    const reader = await JournalReader.open(log.store, shape, { compactor, onFailure: (error) => failures.push(error) });
    await reader.compact();
    expect(failures).toEqual([new Error('no memory')]);
    expect(reader.size()).toMatchObject({ failure: new Error('no memory'), unsorted: 1 });
    expect(reader.sum({}).total('count')).toBe(1n);
    isBroken = false;
    await reader.compact();
    expect(reader.size()).toMatchObject({ failure: null, unsorted: 0, rows: 1 });
  });

  it('refuses what it does not have, by name', async () => {
    const log = await JournalLog.empty();
    const reader = await JournalReader.open(log.store, shape, { compactor: inlineCompactor() });
    expect(() => reader.sum({ groupBy: [{ dim: 'colour' }] })).toThrow(
      'no dimension colour: the journal has date, due, line, owner, stage',
    );
    expect(() => reader.sum({ filters: { colour: { keys: new Set() } } })).toThrow('no dimension colour');
    expect(() => reader.sum({ measures: ['weight'] })).toThrow('no measure weight');
    expect(() => reader.sum({ filters: { owner: { includeNull: true } } })).toThrow('only dates have ranges');
    expect(() => reader.sum({ measures: ['count'] }).total('amount')).toThrow('was not asked for');
    expect(() => reader.keys('colour')).toThrow('no dimension colour');
    await reader.close();
    await expect(reader.refresh()).rejects.toMatchObject({ code: 'JOURNAL.CLOSED' });
  });
});
