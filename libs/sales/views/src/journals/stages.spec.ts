import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import {
  OpportunityAdvanced,
  OpportunityAssigned,
  OpportunityCorrected,
  OpportunityMovedBack,
  OpportunityOpened,
} from '@zongheng/sales-events';
import type { EmployeeId } from '@zongheng/kernel';
import { cellOf, reachedFrom } from './deal.spec-data.ts';
import { stages } from './stages.ts';

const opening = { title: '宁波机房扩容', first: true as const, reference: null, note: null };
const obtained = cellOf('obtained', '2026-01-05');
const created = cellOf('created', '2026-01-15');
const opened = obtained.since;

function summed(
  rows: readonly {
    readonly cell: Readonly<Record<string, string | null>>;
    readonly measures: Readonly<Record<string, number | undefined>>;
  }[],
  by: readonly string[],
) {
  const sums: Record<string, Record<string, number>> = {};
  for (const { cell, measures } of rows) {
    const sum = (sums[by.map((name) => cell[name]).join('/')] ??= {});
    for (const [name, value] of Object.entries(measures)) sum[name] = (sum[name] ?? 0) + (value ?? 0);
  }
  return sums;
}

describe('the passage through the stages', () => {
  it('counts a conversion in the cohort of the day the stage was entered', () => {
    const recorded = recorder();
    const rows = journalSpecification(stages)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: obtained }),
        recorded(OpportunityAdvanced, 'a', '2026-01-15', {
          from: obtained,
          to: created,
          opened,
          first: true,
          reached: [reachedFrom(obtained)],
          skipped: [],
          reason: null,
        }),
      )
      .contributions();
    expect(summed(rows, ['stage', 'since'])).toEqual({
      'obtained/2026-01-05': { entered: 1, standing: 0, left: 1, reached: 1 },
      'created/2026-01-15': { entered: 1, standing: 1 },
    });
    expect(rows.find((row) => row.measures.left === 1)?.cell.days).toBe('10');
  });

  it('keeps a stay whole when the deal changes hands, and both halves of its conversion in one cell', () => {
    const recorded = recorder();
    const wang = { owner: 'wang' as EmployeeId };
    const handed = cellOf('obtained', '2026-01-05', wang);
    const rows = journalSpecification(stages)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: obtained }),
        recorded(OpportunityAssigned, 'a', '2026-01-10', { from: obtained, to: handed, opened, first: false, reached: [], reason: null }),
        recorded(OpportunityAdvanced, 'a', '2026-01-15', {
          from: handed,
          to: cellOf('created', '2026-01-15', wang),
          opened,
          first: true,
          reached: [reachedFrom(obtained)],
          skipped: [],
          reason: null,
        }),
      )
      .contributions();
    expect(summed(rows, ['stage', 'owner'])).toEqual({
      'obtained/li': { entered: 1, standing: 0, reached: 1 },
      'obtained/wang': { standing: 0, left: 1 },
      'created/wang': { entered: 1, standing: 1 },
    });
  });

  it('does not count a stage entered again as a new cohort', () => {
    const recorded = recorder();
    const again = cellOf('obtained', '2026-01-20');
    const rows = journalSpecification(stages)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: obtained }),
        recorded(OpportunityAdvanced, 'a', '2026-01-15', {
          from: obtained,
          to: created,
          opened,
          first: true,
          reached: [reachedFrom(obtained)],
          skipped: [],
          reason: null,
        }),
        recorded(OpportunityMovedBack, 'a', '2026-01-20', {
          from: created,
          to: again,
          opened,
          first: false,
          reached: [],
          reason: '资料不全',
        }),
      )
      .contributions();
    const sums = summed(rows, ['stage']);
    expect(sums['obtained']).toEqual({ entered: 1, standing: 1, left: 1, reached: 1 });
    expect(sums['created']).toEqual({ entered: 1, standing: 0, left: 1 });
  });

  it('takes back a stay that was recorded wrongly and states the right one', () => {
    const recorded = recorder();
    const wrong = { date: created.since, out: obtained, in: created, first: true, reached: [reachedFrom(obtained)], opened };
    const mended = cellOf('created', '2026-01-12');
    const right = { ...wrong, date: mended.since, in: mended };
    const rows = journalSpecification(stages)
      .given(
        recorded(OpportunityOpened, 'a', '2026-01-05', { ...opening, to: obtained }),
        recorded(OpportunityAdvanced, 'a', '2026-01-15', {
          from: obtained,
          to: created,
          opened,
          first: true,
          reached: wrong.reached,
          skipped: [],
          reason: null,
        }),
        recorded(OpportunityCorrected, 'a', '2026-02-01', {
          corrects: 'date',
          since: mended.since,
          reason: '录入日期有误',
          retracted: [wrong],
          stated: [right],
        }),
      )
      .contributions();
    const sums = summed(rows, ['stage', 'since', 'days']);
    expect(sums['obtained/2026-01-05/10']).toEqual({ standing: -1 + 1, left: 0 });
    expect(sums['obtained/2026-01-05/7']).toMatchObject({ left: 1 });
    expect(sums['created/2026-01-15/']).toEqual({ standing: 0, entered: 0 });
    expect(sums['created/2026-01-12/']).toEqual({ standing: 1, entered: 1 });
  });
});
