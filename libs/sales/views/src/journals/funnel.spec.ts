import type { Contribution } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import {
  OpportunityAdvanced,
  OpportunityAssessed,
  OpportunityOpened,
  OpportunityRevalued,
  OpportunityVoided,
  OpportunityWon,
} from '@zongheng/sales-events';
import { cellOf } from './deal.spec-data.ts';
import { funnel } from './funnel.ts';

const opening = { title: '宁波机房扩容', first: true as const, reference: null, note: null };

/** The balance of each stage up to a date: count, lines, amount. */
function balances(contributions: readonly Contribution[], asOf = '9999-12-31'): Record<string, [number, number, number]> {
  const sums: Record<string, [number, number, number]> = {};
  for (const { date, cell, measures } of contributions) {
    if (date > asOf) continue;
    const sum = (sums[String(cell['stage'])] ??= [0, 0, 0]);
    sum[0] += measures['count'] ?? 0;
    sum[1] += measures['lines'] ?? 0;
    sum[2] += measures['amount'] ?? 0;
  }
  return sums;
}

describe('the funnel', () => {
  it('puts a new deal into its first cell, line by line, and counts it once under the leading line', () => {
    const recorded = recorder();
    const to = cellOf('obtained', '2026-01-05', {
      lines: [
        { line: '1', product: 'rack', productLine: 'data-centre', quantity: 2, amount: 700_00 },
        { line: '2', product: null, productLine: 'vpn', quantity: 1, amount: 300_00 },
      ],
    });
    const found = journalSpecification(funnel)
      .given(recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to }))
      .contributions();
    expect(found.map((row) => [row.cell.productLine, row.measures.count, row.measures.lines, row.measures.amount])).toEqual([
      ['data-centre', 1, 1, 700_00],
      ['vpn', 0, 1, 300_00],
    ]);
  });

  it('takes a deal out of the stage it leaves and puts it into the one it enters, on the day of the move', () => {
    const recorded = recorder();
    const first = cellOf('obtained', '2026-01-05');
    const second = cellOf('negotiation', '2026-02-01');
    const found = journalSpecification(funnel)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: first }),
        recorded(OpportunityAdvanced, 'a', '2026-02-01', {
          from: first,
          to: second,
          opened: first.since,
          first: true,
          reached: [],
          skipped: [],
          reason: null,
        }),
      )
      .contributions();
    expect(balances(found, '2026-01-31')).toEqual({ obtained: [1, 1, 100_00] });
    expect(balances(found, '2026-02-01')).toEqual({ obtained: [0, 0, 0], negotiation: [1, 1, 100_00] });
  });

  it('moves the amount, not the count, when a deal is valued anew', () => {
    const recorded = recorder();
    const before = cellOf('obtained', '2026-01-05');
    const after = cellOf('obtained', '2026-01-05', {
      lines: [{ line: '1', product: null, productLine: 'data-centre', quantity: 1, amount: 250_00 }],
    });
    const found = journalSpecification(funnel)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: before }),
        recorded(OpportunityRevalued, 'a', '2026-01-20', { from: before, to: after, opened: before.since, reason: null }),
      )
      .contributions();
    expect(balances(found)).toEqual({ obtained: [1, 1, 250_00] });
    expect(balances(found, '2026-01-19')).toEqual({ obtained: [1, 1, 100_00] });
  });

  it('leaves nothing on any date of a deal that was voided', () => {
    const recorded = recorder();
    const first = cellOf('obtained', '2026-01-05');
    const won = cellOf('won', '2026-03-01', { status: 'won' });
    const movements = [
      { date: first.since, out: null, in: first, first: true, reached: [], opened: first.since },
      { date: won.since, out: first, in: won, first: true, reached: [], opened: first.since },
    ];
    const found = journalSpecification(funnel)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: first }),
        recorded(OpportunityWon, 'a', '2026-03-01', { from: first, to: won, opened: first.since, first: true, reached: [], reason: null }),
        recorded(OpportunityVoided, 'a', '2026-04-01', { reason: '重复登记', retracted: movements, stated: [] }),
      )
      .contributions();
    for (const date of ['2026-01-05', '2026-02-01', '2026-03-01', '2026-12-31']) {
      expect(
        Object.values(balances(found, date))
          .flat()
          .every((sum) => sum === 0),
      ).toBe(true);
    }
  });

  it('ignores what moves nothing', () => {
    const recorded = recorder();
    const answers = [{ criterion: 'budget', points: 5, reason: null }];
    expect(
      journalSpecification(funnel)
        .given(recorded(OpportunityAssessed, 'a', '2026-01-06', { scheme: 's', schemeRevision: 0, score: 500, answers }))
        .contributions(),
    ).toEqual([]);
  });
});
