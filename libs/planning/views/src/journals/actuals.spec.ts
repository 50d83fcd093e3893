import { ContractRenewed, ContractSigned } from '@zongheng/contracts-events';
import { CustomerRegistered } from '@zongheng/customers-events';
import { businessDate, type CustomerId, type EmployeeId, type FactOf, type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import { metrics } from '@zongheng/planning-events';
import { VisitCompleted } from '@zongheng/sales-events';
import { actuals } from './actuals.ts';

const spec = journalSpecification(actuals as never);
const owned = { owner: 'li' as EmployeeId, unit: 'north' as UnitId };
const counted = { customer: 'acme' as CustomerId, ...owned, region: null, segment: null, opportunity: null, currency: 'CNY' };
type Signed = FactOf<typeof ContractSigned>['data'];
const line = (months: readonly (readonly [string, number])[]): Signed['in'][number]['lines'][number] => ({
  line: '1',
  product: null,
  productLine: 'vpn',
  quantity: 1,
  split: 'as-given',
  profile: null,
  profileRevision: null,
  months: months.map(([month, amount]) => ({
    month: month as Signed['in'][number]['lines'][number]['months'][number]['month'],
    from: businessDate(`${month}-01`),
    to: businessDate(`${month}-28`),
    amount,
  })),
});
const standing = (ends: string): Signed['after'] => ({
  status: 'signed',
  ...counted,
  productLine: 'vpn',
  begins: businessDate('2026-02-01'),
  ends: businessDate(ends),
});
const signed: Signed = {
  number: 'HT-1',
  title: '专线',
  effective: businessDate('2026-02-01'),
  before: null,
  after: standing('2026-03-28'),
  out: [],
  in: [
    {
      ...counted,
      lines: [
        line([
          ['2026-02', 70],
          ['2026-03', 30],
        ]),
      ],
    },
  ],
};
const place = { owner: 'li', unit: 'north', region: null, productLine: 'vpn', customer: 'acme', currency: 'CNY' };
const on = businessDate('2026-01-20');

describe('the actuals of plans', () => {
  it('tell of every metric that says it is measured, and only of those', () => {
    for (const { from } of Object.values(metrics)) for (const type of from) expect(actuals.handles).toContain(type);
    const unmeasured = Object.entries(metrics).filter(([, { from }]) => from.length === 0);
    expect(unmeasured.map(([metric]) => metric)).toEqual(['satisfaction', 'churn-rate', 'loyalty', 'lifetime-value', 'acquisition-cost']);
  });

  it('expect the months of a contract on their first days from its signing on, its value at once, and its term on its last day', () => {
    spec.given(recorder()(ContractSigned, 'k-1', on, signed) as never).then(
      { date: on, cell: { metric: 'expected-revenue', ...place, countsOn: '2026-02-01' }, measures: { amount: 70 } } as never,
      { date: on, cell: { metric: 'expected-revenue', ...place, countsOn: '2026-03-01' }, measures: { amount: 30 } } as never,
      { date: on, cell: { metric: 'contract-value-signed', ...place, countsOn: '2026-01-20' }, measures: { amount: 100 } } as never,
      {
        date: on,
        cell: { metric: 'renewal-rate', ...place, productLine: null, currency: null, countsOn: '2026-03-28' },
        measures: { whole: 1 },
      } as never,
    );
  });

  it('count a term as renewed where a further one follows it', () => {
    const renewal: FactOf<typeof ContractRenewed>['data'] = {
      reason: null,
      effective: businessDate('2026-03-29'),
      before: standing('2026-03-28'),
      after: standing('2026-04-28'),
      out: [],
      in: [{ ...counted, lines: [line([['2026-04', 100]])] }],
    };
    const found = spec.given(recorder()(ContractRenewed, 'k-1', '2026-03-20', renewal) as never).contributions();
    const terms = found.filter(({ cell }) => (cell as { metric: string }).metric === 'renewal-rate');
    expect(terms.map(({ cell, measures }) => [(cell as { countsOn: string }).countsOn, measures])).toEqual([
      ['2026-03-28', { amount: 1 }],
      ['2026-04-28', { whole: 1 }],
    ]);
  });

  it('count a visit that was made, not one at which nobody was met, and a customer once', () => {
    const record = recorder();
    const visit = { by: owned, plannedFor: on, note: null, cost: null, opportunity: null, plan: null, action: null };
    const events = [
      record(VisitCompleted, 'v-1', on, { ...visit, outcome: 'met' }, { customerId: 'acme' }),
      record(VisitCompleted, 'v-2', on, { ...visit, outcome: 'no-show' }, { customerId: 'acme' }),
      record(CustomerRegistered, 'acme', on, {
        kind: 'enterprise',
        details: { name: 'Acme', standing: 'identified', region: null, segment: null, phone: null, email: null },
        ownership: owned,
        reference: null,
      } as never),
    ];
    const metricsOf = spec
      .given(...(events as never[]))
      .contributions()
      .map(({ cell }) => (cell as { metric: string }).metric);
    expect(metricsOf).toEqual(['visits-made', 'new-customers']);
  });
});
