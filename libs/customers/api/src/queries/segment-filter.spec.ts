import type { SegmentCondition } from '@zongheng/customers-events';
import type { BusinessDate } from '@zongheng/kernel';
import { filterOf } from './segment-filter.ts';

const today = '2026-03-31' as BusinessDate;
const asked = (...conditions: SegmentCondition[]) => filterOf(conditions, today);

describe('the conditions of a segment, as the read store is asked them', () => {
  it('are those of fields by name, and of attributes and amounts beside them', () => {
    expect(
      asked(
        { of: 'field', key: 'kind', is: 'eq', values: ['enterprise'] },
        { of: 'attribute', key: '员工人数', is: 'gte', values: [1000] },
        { of: 'measure', key: 'won:CNY', is: 'gt', values: [100_00] },
        { of: 'measure', key: 'wonDeals', is: 'gte', values: [1] },
      ),
    ).toEqual([
      { field: 'kind', op: 'eq', value: 'enterprise' },
      { field: '员工人数', attribute: true, op: 'gte', value: 1000 },
      { field: 'won:CNY', attribute: true, op: 'gt', value: 100_00 },
      { field: 'wonDeals', op: 'gte', value: 1 },
    ]);
  });

  it('may be one of several, the beginning of a text, or nothing at all', () => {
    expect(
      asked(
        { of: 'field', key: 'segment', is: 'in', values: ['ports', 'banks'] },
        { of: 'field', key: 'name', is: 'prefix', values: ['宁波'] },
        { of: 'field', key: 'region', is: 'missing', values: [true] },
        { of: 'field', key: 'joined', is: 'missing', values: [false] },
      ),
    ).toEqual([
      { field: 'segment', op: 'in', values: ['ports', 'banks'] },
      { field: 'name', op: 'prefix', value: '宁波' },
      { field: 'region', op: 'eq', value: null },
      { field: 'joined', op: 'ne', value: null },
    ]);
  });

  it('turn days up to today into dates: more days are an earlier date', () => {
    const days = (is: SegmentCondition['is'], ...values: (number | boolean)[]) =>
      asked({ of: 'measure', key: 'daysSinceContact', is, values })[0];
    const field = 'lastContact';
    expect(days('gt', 30)).toEqual({ field, op: 'lt', value: '2026-03-01' });
    expect(days('gte', 30)).toEqual({ field, op: 'lte', value: '2026-03-01' });
    expect(days('lt', 30)).toEqual({ field, op: 'gt', value: '2026-03-01' });
    expect(days('lte', 30)).toEqual({ field, op: 'gte', value: '2026-03-01' });
    expect(days('eq', 0)).toEqual({ field, op: 'eq', value: '2026-03-31' });
    expect(days('ne', 0)).toEqual({ field, op: 'ne', value: '2026-03-31' });
    expect(days('in', 0, 1)).toEqual({ field, op: 'in', values: ['2026-03-31', '2026-03-30'] });
    expect(days('missing', true)).toEqual({ field, op: 'eq', value: null });
    expect(days('missing', false)).toEqual({ field, op: 'ne', value: null });
  });

  it('take a field of that name that is no measure as it stands', () => {
    expect(asked({ of: 'attribute', key: 'tenureDays', is: 'gt', values: [3] })).toEqual([
      { field: 'tenureDays', attribute: true, op: 'gt', value: 3 },
    ]);
  });
});
