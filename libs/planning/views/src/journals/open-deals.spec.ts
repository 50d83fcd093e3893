import { businessDate, type CustomerId, type EmployeeId, type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import { type Cell, ExpectedCloseChanged, OpportunityMovedToCustomer, OpportunityOpened, OpportunityWon } from '@zongheng/sales-events';
import { openDeals } from './open-deals.ts';

const spec = journalSpecification(openDeals);
const line = (productLine: string, amount: number): Cell['lines'][number] => ({
  line: productLine,
  product: null,
  productLine,
  quantity: 1,
  amount,
});
const cell: Cell = {
  pipeline: 'default',
  stage: 'bid',
  status: 'open',
  since: businessDate('2026-01-05'),
  customer: 'acme' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'north' as UnitId,
  region: null,
  segment: null,
  source: 'own',
  expectedClose: businessDate('2026-03-20'),
  currency: 'CNY',
  lines: [line('vpn', 700), line('vpn', 200), line('data-centre', 100)],
  reason: null,
  competitor: null,
};
const opened = businessDate('2026-01-05');
const place = { pipeline: 'default', stage: 'bid', owner: 'li', unit: 'north', currency: 'CNY', expectedClose: '2026-03-20' };
const told = (date: string, productLine: string, measures: object, more: object = {}) =>
  ({ date, cell: { ...place, productLine, ...more }, measures }) as never;

describe('what is still to be won', () => {
  it('stands by product line, a deal counted once under its leading line', () => {
    spec
      .given(recorder()(OpportunityOpened, 'o-1', opened, { title: '专线', to: cell, first: true, reference: null, note: null }))
      .then(told(opened, 'vpn', { count: 1, amount: 900 }), told(opened, 'data-centre', { amount: 100 }));
  });

  it('moves with the day it is expected to close', () => {
    const to = { ...cell, expectedClose: businessDate('2026-04-10'), lines: [line('vpn', 700)] };
    const from = { ...cell, lines: [line('vpn', 700)] };
    spec
      .given(recorder()(ExpectedCloseChanged, 'o-1', '2026-02-01', { from, to, opened, reason: null }))
      .then(
        told('2026-02-01', 'vpn', { count: -1, amount: -700 }),
        told('2026-02-01', 'vpn', { count: 1, amount: 700 }, { expectedClose: '2026-04-10' }),
      );
  });

  it('does not see what it is not told by: a customer’s other file changes nothing', () => {
    const to = { ...cell, customer: 'hope' as CustomerId };
    expect(
      spec.given(recorder()(OpportunityMovedToCustomer, 'o-1', '2026-02-01', { from: cell, to, opened, reason: '合并' })).contributions(),
    ).toEqual([]);
  });

  it('goes when it is won', () => {
    const from = { ...cell, lines: [line('vpn', 700)] };
    const to: Cell = { ...from, stage: 'won', status: 'won', since: businessDate('2026-03-01') };
    const won = recorder()(OpportunityWon, 'o-1', '2026-03-01', { from, to, opened, first: true, reached: [], reason: null });
    spec.given(won).then(told('2026-03-01', 'vpn', { count: -1, amount: -700 }));
  });
});
