import { specification } from '@zongheng/kernel/testing';
import type { CheckLine, PlanFact } from '@zongheng/planning-events';
import { defaultTolerance } from '../tolerance.ts';
import { lineOf, worstOf } from './checking.ts';
import { planDecider } from './decide.ts';
import { checking, committed, date, drafted, march, ofLi, planned, renewals, revenue, set, visits } from './plan.spec-data.ts';

const spec = specification(planDecider);
const given = [drafted(), set(revenue, 3100), committed([[revenue, 3100]])];
const line: CheckLine = { aim: revenue, plan: 3100, due: 1500, actual: 900, variance: -2200, attainment: 600, light: 'red' };
const checked = (more: Partial<CheckLine> = {}): PlanFact => ({
  type: 'ProgressChecked',
  businessDate: date('2026-03-15'),
  data: {
    of: ofLi,
    check: 1,
    seen: { asOf: date('2026-03-15'), at: 'e.100', tolerance: 0, lines: [{ ...line, ...more }] },
    actions: { open: 0, done: 0, late: 0, blocked: 0 },
    note: null,
  },
});

describe('a check', () => {
  it('freezes plan, actual and variance, the date, and the moment of the log it saw', () => {
    spec
      .given(...given)
      .when(checking('2026-03-15'))
      .then(checked());
    spec
      .given(...given)
      .whenRepeated(checking('2026-03-15'))
      .thenNothing();
  });

  it('is another one when the log has gone on', () => {
    spec
      .given(...given, checked())
      .when(checking('2026-03-15', { at: 'e.101' }))
      .then({
        ...checked(),
        data: {
          of: ofLi,
          check: 2,
          seen: { asOf: date('2026-03-15'), at: 'e.101', tolerance: 0, lines: [line] },
          actions: { open: 0, done: 0, late: 0, blocked: 0 },
          note: null,
        },
      } as PlanFact);
  });

  it('counts the actions that go on, and those past their deadline', () => {
    const decision = planDecider.decide(
      [...given, planned].reduce((state, fact) => planDecider.evolve(state, fact), planDecider.initialState()),
      checking('2026-03-25'),
    );
    expect(decision).toMatchObject([{ data: { actions: { open: 1, done: 0, late: 1, blocked: 0 } } }]);
  });

  it('is of a committed plan, as of a day gone by', () => {
    spec.given(drafted(), set(revenue, 3100)).when(checking('2026-03-15')).thenRefused('PLANNING.PLAN.NOT_COMMITTED');
    spec
      .given(...given)
      .when(checking('2026-03-15', { asOf: date('2026-03-16') }))
      .thenRefused('PLANNING.CHECK.BEYOND_DATE');
  });
});

describe('a target held against what came of it', () => {
  const held = { plan: 3100, period: march, asOf: date('2026-03-15'), tolerance: defaultTolerance };

  it('is due by days, green from 95 %, amber from 80 %, red below', () => {
    expect(lineOf({ ...held, aim: visits, actual: 1425 })).toMatchObject({ due: 1500, attainment: 950, light: 'green' });
    expect(lineOf({ ...held, aim: visits, actual: 1424 })).toMatchObject({ attainment: 949, light: 'amber' });
    expect(lineOf({ ...held, aim: visits, actual: 1199 })).toMatchObject({ attainment: 799, light: 'red' });
    expect(lineOf({ ...held, aim: visits, actual: 0, asOf: date('2026-02-28') })).toMatchObject({
      due: 0,
      attainment: null,
      light: 'green',
    });
  });

  it('is due whole where it is a rate', () => {
    expect(lineOf({ ...held, aim: renewals, plan: 900, actual: 720 })).toMatchObject({
      due: 900,
      variance: -180,
      attainment: 800,
      light: 'amber',
    });
  });

  it('is turned round where less is better', () => {
    const churn = { metric: 'churn-rate', productLine: null, currency: null };
    expect(lineOf({ ...held, aim: churn, plan: 50, actual: 100 })).toMatchObject({ attainment: 500, light: 'red' });
    expect(lineOf({ ...held, aim: churn, plan: 50, actual: 0 })).toMatchObject({ attainment: null, light: 'green' });
  });

  it('has no actual, variance or light where it is not measured', () => {
    expect(lineOf({ ...held, aim: visits, actual: null })).toEqual({
      aim: visits,
      plan: 3100,
      due: 1500,
      actual: null,
      variance: null,
      attainment: null,
      light: null,
    });
  });

  it('shows the worst light of a plan', () => {
    expect(worstOf(['green', 'red', null])).toBe('red');
    expect(worstOf(['green', 'amber'])).toBe('amber');
    expect(worstOf([null])).toBeNull();
  });
});
