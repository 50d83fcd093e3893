import fc from 'fast-check';
import { JournalError } from './errors.ts';
import { decodeSegment, encodeSegment, type JournalRow } from './segment.ts';
import { journalWriting } from './row-writer.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { journalRows, row, shape } from './testing/rows.ts';

describe('the segments of a journal', () => {
  it('give back every row they were made from, in order', () => {
    fc.assert(
      fc.property(journalRows(), (rows) => {
        expect(decodeSegment(shape, encodeSegment(shape, rows))).toEqual(rows.map(withoutZeros));
      }),
    );
  });

  it('have the same bytes for the same rows, whatever the builder has seen before and however the shape lists its columns', () => {
    const reordered = {
      dimensions: Object.fromEntries(Object.entries(shape.dimensions).reverse()),
      measures: [...shape.measures].reverse(),
    };
    fc.assert(
      fc.property(journalRows(), journalRows(), (before, rows) => {
        const writing = journalWriting(shape);
        const first = new SegmentBuilder(writing);
        for (const { position, contribution } of before) first.add(position, [contribution]);
        const second = new SegmentBuilder(writing);
        for (const { position, contribution } of rows) second.add(position, [contribution]);
        const bytes = second.encode();
        expect(bytes).toEqual(encodeSegment(shape, rows));
        expect(bytes).toEqual(encodeSegment(reordered, rows));
      }),
    );
  });

  it('differ in their bytes where any row differs', () => {
    fc.assert(
      fc.property(journalRows({ minLength: 1 }), fc.nat(), (rows, at) => {
        const index = at % rows.length;
        const changed = rows.map((each, other) => (other === index ? oneMore(each) : each));
        expect(encodeSegment(shape, changed)).not.toEqual(encodeSegment(shape, rows));
      }),
    );
  });

  it('keep the largest safe integers, either side of zero, and positions up to the largest', () => {
    const rows = [
      row(0, { measures: { amount: Number.MAX_SAFE_INTEGER } }),
      row(2 ** 40, { measures: { amount: -Number.MAX_SAFE_INTEGER, count: -1 } }),
      row(Number.MAX_SAFE_INTEGER, { measures: { amount: 63, count: 64 } }),
    ];
    expect(decodeSegment(shape, encodeSegment(shape, rows))).toEqual(rows);
  });

  it('keep more keys than fit two bytes, Chinese ones and the empty one among them', () => {
    const rows = Array.from({ length: 70_000 }, (_, index) => row(index, { cell: { owner: index === 0 ? '' : `客户-${index}` } }));
    const owners = decodeSegment(shape, encodeSegment(shape, rows)).map(({ contribution }) => contribution.cell['owner']);
    expect(owners).toEqual(rows.map(({ contribution }) => contribution.cell['owner']));
  });

  it('take what an event contributes whole or not at all', () => {
    const builder = new SegmentBuilder(journalWriting(shape));
    const good = row(1, {}).contribution;
    const wrong: [JournalRow['contribution'], string][] = [
      [row(1, { measures: { amount: 0.5 } }).contribution, 'measure amount is 0.5'],
      [row(1, { measures: { amount: 2 ** 53 } }).contribution, 'measure amount is 9007199254740992'],
      [row(1, { date: '2026-02-30' }).contribution, '"2026-02-30" where a date is meant'],
      [row(1, { cell: { due: 'soon' } }).contribution, '"soon" where a date is meant'],
      [row(1, { cell: { owner: '\ud800' } }).contribution, 'half a character'],
      [{ ...good, cell: { owner: 'o1', stage: null, line: null } }, 'dimension due is missing'],
      [{ ...good, cell: { ...good.cell, colour: 'red' } }, 'there is a dimension colour'],
      [{ ...good, measures: { weight: 1 } }, 'there is a measure weight'],
    ];
    for (const [contribution, message] of wrong) {
      expect(() => builder.add(1, [good, contribution])).toThrow(message);
      expect(() => builder.add(1, [good, contribution])).toThrow(JournalError);
    }
    expect(builder.rows).toBe(0);
    builder.add(1, [good, good]);
    expect(decodeSegment(shape, builder.encode())).toHaveLength(2);
    expect(builder.rows).toBe(0);
  });

  it('refuse rows that are not in the order of the log', () => {
    expect(() => encodeSegment(shape, [row(2, {}), row(1, {})])).toThrow(RangeError);
  });

  it('are refused as damaged when a byte is changed, missing or too many', () => {
    fc.assert(
      fc.property(journalRows({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (rows, at, change) => {
        const bytes = encodeSegment(shape, rows);
        const damaged = bytes.slice();
        const index = at % bytes.length;
        damaged[index] = (damaged[index] ?? 0) ^ change;
        for (const wrong of [damaged, bytes.subarray(0, index), new Uint8Array([...bytes, change])]) {
          expect(() => decodeSegment(shape, wrong)).toThrow(expect.objectContaining({ code: 'JOURNAL.SEGMENT' }));
        }
      }),
    );
  });

  it('are refused by a journal with other columns', () => {
    const bytes = encodeSegment(shape, [row(1, {})]);
    const other = { dimensions: { owner: 'key' as const }, measures: ['count'] };
    expect(() => decodeSegment(other, bytes)).toThrow('the columns of another journal');
  });
});

function withoutZeros({ position, contribution }: JournalRow): JournalRow {
  const measures = Object.fromEntries(Object.entries(contribution.measures).filter(([, value]) => value !== 0));
  return { position, contribution: { ...contribution, measures } };
}

function oneMore({ position, contribution }: JournalRow): JournalRow {
  return {
    position,
    contribution: { ...contribution, measures: { ...contribution.measures, count: (contribution.measures['count'] ?? 0) + 1 } },
  };
}
