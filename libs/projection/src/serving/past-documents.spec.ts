import { memoryEventStore } from '@zongheng/event-store';
import { event, TestClock } from '@zongheng/event-store/contract';
import { type BusinessDate, documentView, idOf, type RecordedEvent } from '@zongheng/kernel';
import { PastDocuments } from './past-documents.ts';

const day = (text: string): BusinessDate => text as BusinessDate;

interface Counted {
  readonly sum: number;
}

/** Sums the numbers of each stream; one that is not a number cannot be folded. */
const sums = documentView<Counted, RecordedEvent>({
  name: 'sums',
  version: 1,
  meaning: { zh: '合计', en: 'Sums' },
  handles: ['Added', 'Ended'],
  keysOf: ({ stream }) => [idOf(stream)],
  evolve: (known, { type, data }) => {
    if (type === 'Ended') return null;
    const { number } = data as { readonly number: number };
    if (typeof number !== 'number') throw new TypeError('no number');
    return { sum: (known?.sum ?? 0) + number };
  },
  fields: {},
  indexes: [],
  index: () => ({ fields: {} }),
});

/** A log, an event a line: the stream, its date, what is added. */
async function logOf(...lines: readonly (readonly [stream: string, date: string, number: unknown])[]): Promise<PastDocuments> {
  const log = memoryEventStore({ clock: new TestClock().read });
  const revisions = new Map<string, number>();
  for (const [id, date, number] of lines) {
    const revision = revisions.get(id);
    const type = number === 'end' ? 'Ended' : number === 'aside' ? 'Noted' : 'Added';
    const businessDate = day(date);
    await log.append(`sum-${id}`, revision ?? 'no-stream', [event({ type, orderingKey: id, businessDate, data: { number } })]);
    revisions.set(id, (revision ?? -1) + 1);
  }
  return new PastDocuments(log);
}

async function shown(past: PastDocuments, asOf: string, upTo = 100): Promise<object> {
  const all: [string, number][] = [];
  for await (const [key, { sum }] of past.all(sums, { asOf: day(asOf), upTo })) all.push([key, sum]);
  return Object.fromEntries(all);
}

describe('documents of the past', () => {
  const lines = [
    ['a', '2026-01-01', 1],
    ['b', '2026-01-02', 10],
    ['a', '2026-01-03', 'aside'],
    ['a', '2026-02-01', 2],
    ['b', '2026-02-02', 'end'],
    ['a', '2026-01-15', 4],
  ] as const;

  it('are what was true on a date, learned late or not', async () => {
    const past = await logOf(...lines);
    expect(await shown(past, '2025-12-31')).toEqual({});
    expect(await shown(past, '2026-01-02')).toEqual({ a: 1, b: 10 });
    expect(await shown(past, '2026-01-31')).toEqual({ a: 5, b: 10 });
    expect(await shown(past, '2026-12-31')).toEqual({ a: 7 });
  });

  it('are what was known at a position', async () => {
    const past = await logOf(...lines);
    expect(await shown(past, '2026-12-31', 4)).toEqual({ a: 3, b: 10 });
    expect(await shown(past, '2026-01-31', 5)).toEqual({ a: 1, b: 10 });
    expect(await shown(past, '2026-01-31', 0)).toEqual({});
  });

  it('are the same of one stream alone', async () => {
    const past = await logOf(...lines);
    const of = async (id: string, asOf: string, upTo = 100) => past.ofStream(sums, `sum-${id}`, { asOf: day(asOf), upTo });
    expect([await of('a', '2026-01-31'), await of('a', '2026-12-31', 4), await of('b', '2026-12-31'), await of('c', '2026-12-31')]).toEqual(
      [{ sum: 5 }, { sum: 3 }, null, null],
    );
  });

  it('leave out what cannot be folded, from there on, and nothing else', async () => {
    const past = await logOf(
      ['a', '2026-01-01', 1],
      ['b', '2026-01-01', 10],
      ['a', '2026-01-02', 'no number'],
      ['a', '2026-01-03', 2],
      ['b', '2026-01-03', 5],
    );
    expect(await shown(past, '2026-12-31')).toEqual({ a: 1, b: 15 });
  });

  it('are remembered by the question for a while; one that failed is asked again', async () => {
    const past = await logOf();
    let asked = 0;
    const answer = async (): Promise<number> => (asked += 1);
    expect([await past.remembered('x', answer), await past.remembered('x', answer)]).toEqual([1, 1]);
    for (const other of ['1', '2', '3', '4']) await past.remembered(other, answer);
    expect(await past.remembered('x', answer)).toBe(6);
    await expect(past.remembered('broken', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await past.remembered('broken', answer)).toBe(7);
  });
});
