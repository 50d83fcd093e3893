import type { BusinessDate, Month } from '@zongheng/kernel';
import type { FigureQuery } from '../queries/figure-query.ts';
import { atBothEnds, endsOf } from './ends.ts';
import { passes } from './narrowing.ts';
import { withinMonths } from './period.ts';

const group = (keys: readonly (string | null)[], count: number) => ({ keys, count });
const date = (text: string): BusinessDate => text as BusinessDate;

describe('a difference between two moments', () => {
  it('puts the groups of both ends together by their keys, also those that stand at one end alone', () => {
    const ends = endsOf([group(['a', null], 1), group(['b', 'x'], 2)], [group(['a', null], 3), group(['a', 'null'], 4)]);
    expect(ends).toEqual([
      { keys: ['a', null], from: group(['a', null], 1), to: group(['a', null], 3) },
      { keys: ['b', 'x'], from: group(['b', 'x'], 2), to: undefined },
      { keys: ['a', 'null'], from: undefined, to: group(['a', 'null'], 4) },
    ]);
  });

  it('asks the same at both: a date as known now, or today as known at a recorded moment', async () => {
    const asked = { asOf: date('2026-03-31'), upTo: 90, groupBy: ['unit'] } as unknown as FigureQuery;
    const ask = ({ asOf, upTo, groupBy }: FigureQuery) => Promise.resolve([asOf, upTo, ...groupBy]);
    expect(await atBothEnds({ ...asked, between: { from: { date: date('2026-01-31') }, to: { date: date('2026-02-28') } } }, ask)).toEqual({
      from: ['2026-01-31', 90, 'unit'],
      to: ['2026-02-28', 90, 'unit'],
    });
    expect(await atBothEnds({ ...asked, between: { from: { recorded: 40 }, to: { recorded: 100 } } }, ask)).toEqual({
      from: ['2026-03-31', 40, 'unit'],
      to: ['2026-03-31', 90, 'unit'],
    });
  });
});

describe('rows of some months', () => {
  const months = { from: '2026-02' as Month, to: '2026-03' as Month };
  const days = ['2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01', null];
  const kept = (keys: Readonly<Record<string, string | null>>, includeNull = false): readonly (string | null)[] => {
    const filter = withinMonths({ filters: {}, keys }, 'due', months, includeNull)['due'];
    return days.filter((day) => filter !== undefined && passes(filter, day));
  };

  it('are those from the first day of the first to the last of the last, and of no month where that is asked', () => {
    expect(kept({})).toEqual(['2026-02-01', '2026-03-31']);
    expect(kept({}, true)).toEqual(['2026-02-01', '2026-03-31', null]);
  });

  it('are those of one month where a group is one, and none of a month that was not asked for', () => {
    expect(kept({ month: '2026-03' })).toEqual(['2026-03-31']);
    expect(kept({ month: '2026-04' })).toEqual([]);
    expect(kept({ month: null }, true)).toEqual([null]);
    expect(kept({ month: null })).toEqual([]);
  });
});
