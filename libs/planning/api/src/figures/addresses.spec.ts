import { businessDate } from '@zongheng/kernel';
import type { Period } from '@zongheng/planning-events';
import { actualAddress, baseAddress, lineAddress, targetAddress } from './addresses.ts';

const period = '2026-03' as Period;
const at = 'e.42';
const moment = { asOf: businessDate('2026-03-15'), at };
const revenue = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
const visits = { metric: 'visits-made', productLine: 'vpn', currency: null };
const [person, unit] = [
  { kind: 'person', id: 'li' },
  { kind: 'team', id: 'north-1' },
];

function parts(address: string | null): readonly [path: string, asked: Readonly<Record<string, string>>] {
  const { pathname, searchParams } = new URL(address ?? 'none:', 'http://here');
  return [pathname, Object.fromEntries(searchParams)];
}

describe('where a figure of a plan is explained', () => {
  it('a line by its plan and aim, at the moment it was shown, or as a check froze it', () => {
    const line = { plan: '2026-03.person.li', metric: 'visits-made', productLine: 'vpn' };
    expect(parts(lineAddress(line.plan, visits, moment))).toEqual(['/v1/plans/progress/explain', { ...line, asOf: '2026-03-15', at }]);
    expect(parts(lineAddress(line.plan, visits, moment, 2))).toEqual(['/v1/plans/progress/explain', { ...line, check: '2' }]);
  });

  it('an actual by whose it is, up to the date asked, or to the last day of the period', () => {
    const said = { metric: 'visits-made', productLine: 'vpn', 'currency[missing]': 'true', 'countsOn[gte]': '2026-03-01' };
    expect(parts(actualAddress(person, period, visits, moment))).toEqual([
      '/v1/plans/actuals/explain',
      { ...said, owner: 'li', asOf: '2026-03-15', at, 'countsOn[lte]': '2026-03-15' },
    ]);
    expect(parts(actualAddress(unit, period, visits, { asOf: businessDate('2026-05-01'), at }))).toEqual([
      '/v1/plans/actuals/explain',
      { ...said, unit: 'north-1', asOf: '2026-05-01', at, 'countsOn[lte]': '2026-03-31' },
    ]);
  });

  it('no actual where nothing is measured, or the period has not begun', () => {
    expect(actualAddress(person, period, { metric: 'satisfaction', productLine: null, currency: null }, moment)).toBeNull();
    expect(actualAddress(person, period, visits, { asOf: businessDate('2026-02-28'), at })).toBeNull();
  });

  it('a base over the whole period, however much of it has gone by', () => {
    expect(parts(baseAddress(unit, period, revenue, moment))).toEqual([
      '/v1/plans/actuals/explain',
      {
        metric: 'expected-revenue',
        currency: 'CNY',
        unit: 'north-1',
        asOf: '2026-03-15',
        at,
        'countsOn[gte]': '2026-03-01',
        'countsOn[lte]': '2026-03-31',
      },
    ]);
  });

  it('a target by its subject; one of all product lines is not those of each', () => {
    expect(parts(targetAddress(unit, period, revenue, moment))).toEqual([
      '/v1/plans/targets/explain',
      {
        period: '2026-03',
        kind: 'team',
        subject: 'north-1',
        metric: 'expected-revenue',
        currency: 'CNY',
        'productLine[missing]': 'true',
        asOf: '2026-03-15',
        at,
      },
    ]);
  });
});
