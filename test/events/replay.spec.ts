import { type Contribution, defineEvent, documentView, journalView, type RecordedOf, Shape, Type } from '@zongheng/kernel';
import { recorder } from '@zongheng/kernel/testing';
import { faultsOfReplay } from './replay.ts';

const meaning = { zh: '示例', en: 'An example' };
const Counted = defineEvent({ type: 'Counted', version: 1, stream: 'counter', meaning, data: Shape({ by: Type.Number() }) });
type Event = RecordedOf<typeof Counted>;
const event = (by: number) => recorder()(Counted, 'a', '2026-03-01', { by });

const totals = (field: (total: number) => string | number | null) =>
  documentView<{ readonly total: number }, Event>({
    name: 'totals',
    version: 1,
    meaning,
    handles: ['Counted'],
    keysOf: ({ orderingKey }) => [orderingKey],
    evolve: (document, { data }) => (data.by < 0 ? null : { total: (document?.total ?? 0) + data.by }),
    fields: { total: 'number' },
    indexes: [['total']],
    index: ({ total }) => ({ fields: { total: field(total) }, search: total > 100 ? [''] : [] }),
  });
const sums = (line: Partial<Contribution<'counter' | 'due', 'by'>>) =>
  journalView<'counter' | 'due', 'by', Event>({
    name: 'sums',
    version: 1,
    meaning,
    handles: ['Counted'],
    dimensions: { counter: 'key', due: 'date' },
    measures: ['by'],
    contribute: ({ businessDate, data }) => [{ date: businessDate, cell: { counter: 'a', due: null }, measures: { by: data.by }, ...line }],
  });

describe('a replay', () => {
  it('finds nothing wrong with a view that keeps what it declares', () => {
    expect(
      faultsOfReplay(
        totals((total) => total),
        [event(1)],
      ),
    ).toEqual([]);
    expect(
      faultsOfReplay(
        totals(() => null),
        [event(1)],
      ),
    ).toEqual([]);
    expect(faultsOfReplay(sums({}), [event(1)])).toEqual([]);
  });

  it('finds a field of another kind, an empty search text, and a document that never came', () => {
    expect(faultsOfReplay(totals(String), [event(1)])).toEqual(['totals a: total is no number']);
    expect(
      faultsOfReplay(
        totals((total) => total),
        [event(0.5)],
      ),
    ).toEqual(['totals a: total is no number']);
    expect(
      faultsOfReplay(
        totals((total) => total),
        [event(101)],
      ),
    ).toEqual(['totals a: it is searched by nothing']);
    expect(
      faultsOfReplay(
        totals((total) => total),
        [event(-1)],
      ),
    ).toEqual(['totals: no document came of it']);
  });

  it('finds a measure that is no integer or a negative zero, and a date that is none', () => {
    expect(faultsOfReplay(sums({}), [event(0.5)])).toEqual(['sums: by of 0.5']);
    expect(faultsOfReplay(sums({}), [event(-0)])).toEqual(['sums: by of 0']);
    expect(faultsOfReplay(sums({ cell: { counter: 'a', due: 'soon' } }), [event(1)])).toEqual(['sums: due is no date']);
  });
});
