import { specification } from '@zongheng/kernel/testing';
import type { DueDate, Period } from '@zongheng/planning-events';
import { type DefineDueDates, defaultDueDates, dueDatesDecider, obligationsOf } from './due-dates.ts';
import { date, on } from './plan/plan.spec-data.ts';

const spec = specification(dueDatesDecider);
const plan: DueDate = { owed: 'plan', subjects: ['person'], periods: ['month'], anchor: 'period-start', days: -3 };
const reminders = [{ level: 1, daysLate: 2 }];
const defining = (given: Partial<DefineDueDates> = {}): DefineDueDates => ({
  type: 'DefineDueDates',
  ...on('2026-03-01'),
  due: [plan],
  reminders,
  reason: '提前',
  ...given,
});

describe('the due dates of plans', () => {
  it('have a version more with each change', () => {
    spec
      .given()
      .when(defining())
      .then({
        type: 'PlanDueDatesDefined',
        businessDate: date('2026-03-01'),
        data: { version: 1, due: [plan], reminders, reason: '提前' },
      });
    spec.given().whenRepeated(defining()).thenNothing();
    spec
      .given()
      .when(defining({ due: defaultDueDates.due, reminders: defaultDueDates.reminders }))
      .thenNothing();
  });

  it('are one for each thing owed, and urged level after level', () => {
    spec
      .given()
      .when(defining({ due: [plan, { ...plan, days: 0 }] }))
      .thenRefused('PLANNING.POLICY.OWED_TWICE');
    spec
      .given()
      .when(defining({ reminders: [{ level: 2, daysLate: 2 }] }))
      .thenRefused('PLANNING.POLICY.LEVELS_OUT_OF_ORDER');
    spec
      .given()
      .when(
        defining({
          reminders: [
            { level: 1, daysLate: 2 },
            { level: 2, daysLate: 2 },
          ],
        }),
      )
      .thenRefused('PLANNING.POLICY.LEVELS_OUT_OF_ORDER');
  });

  it('say what a subject owes for a period by which day', () => {
    expect(obligationsOf(defaultDueDates, 'person', '2026-02' as Period)).toEqual([
      { owed: 'plan', due: '2026-02-01', since: '2026-02-01' },
      { owed: 'progress', due: '2026-02-15', since: '2026-02-01' },
      { owed: 'check', due: '2026-03-05', since: '2026-02-28' },
    ]);
    expect(obligationsOf(defaultDueDates, 'company', '2026-Q1' as Period)).toEqual([
      { owed: 'plan', due: '2026-01-01', since: '2026-01-01' },
      { owed: 'check', due: '2026-04-05', since: '2026-03-31' },
    ]);
  });
});
