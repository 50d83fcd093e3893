import type { BusinessDate, EmployeeId, UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import { OpportunityReopened, OpportunityWon, VisitCompleted, VisitPlanned } from '@zongheng/sales-events';
import { cellOf } from './deal.spec-data.ts';
import { selling } from './selling.ts';

const negotiation = cellOf('negotiation', '2026-02-01');
const won = cellOf('won', '2026-03-01', { status: 'won' });
const opened = '2026-01-05' as BusinessDate;
const li = { owner: 'li' as EmployeeId, unit: 'east' as UnitId };

describe('what selling takes', () => {
  it('counts a win with the days from its opening, and takes it back when the deal is reopened', () => {
    const recorded = recorder();
    const rows = journalSpecification(selling)
      .given(
        recorded(OpportunityWon, 'a', '2026-03-01', { from: negotiation, to: won, opened, first: true, reached: [], reason: null }),
        recorded(OpportunityReopened, 'a', '2026-04-01', {
          from: won,
          to: cellOf('negotiation', '2026-04-01'),
          opened,
          first: false,
          reached: [],
          reason: '合同未签',
        }),
      )
      .contributions();
    expect(rows.map((row) => [row.date, row.cell.cycleDays, row.measures.won, row.measures.amount])).toEqual([
      ['2026-03-01', '55', 1, 100_00],
      ['2026-04-01', '55', -1, -100_00],
    ]);
  });

  it('counts what a visit cost, once it is made', () => {
    const recorded = recorder();
    const serves = { opportunity: null, plan: null, action: null };
    const plannedFor = '2026-02-03' as BusinessDate;
    const rows = journalSpecification(selling)
      .given(
        recorded(VisitPlanned, 'v', '2026-02-01', { customer: won.customer, by: li, plannedFor, purpose: '拜访', ...serves }),
        recorded(VisitCompleted, 'v', '2026-02-03', {
          by: li,
          plannedFor,
          outcome: 'met',
          note: null,
          cost: { minor: 88_00, currency: 'CNY' },
          ...serves,
        }),
      )
      .contributions();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ date: '2026-02-03', cell: { owner: 'li', currency: 'CNY' }, measures: { visits: 1, cost: 88_00 } });
  });
});
