import { businessDate, checkerOf, type EmployeeId, type UnitId } from '@zongheng/kernel';
import type { Period } from '@zongheng/planning-events';
import type { PlanDocument } from '@zongheng/planning-views';
import { ShownPlan, shownPlan } from './shown-plan.ts';

const day = businessDate('2026-03-15');
const li = 'li' as EmployeeId;
const revenue = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
const loyalty = { metric: 'loyalty', productLine: null, currency: null };
const terms = { title: '续约', responsible: li, deadline: day, collaborators: [], products: [], customers: [], metric: 'visits-made' };
const lately = { planned: day, ended: null, late: false, carriedFrom: null };
const correction = {
  decision: '增派售前',
  responsible: li,
  deadline: day,
  action: null,
  check: 1,
  decided: day,
  settled: null,
  note: null,
};

const plan: PlanDocument = {
  id: '2026-03.person.li',
  subject: { kind: 'person', id: 'li', unit: 'north' as UnitId },
  period: '2026-03' as Period,
  first: businessDate('2026-03-01'),
  last: businessDate('2026-03-31'),
  status: 'committed',
  step: 'act',
  targets: [{ aim: revenue, amount: 1000, committed: 1000, revisions: 0, base: null, allottedBy: null, parts: [], stretch: null }],
  actions: [
    { action: 'renew', terms, status: 'blocked', progress: 400, reason: '等设备', ...lately },
    { action: 'call', terms: { ...terms, metric: null }, status: 'open', progress: 0, reason: null, ...lately },
  ],
  checks: [
    {
      check: 1,
      on: day,
      seen: {
        asOf: day,
        at: 'e.9',
        tolerance: 0,
        lines: [
          { aim: revenue, plan: 1000, due: 484, actual: 400, variance: -600, attainment: 826, light: 'amber' },
          { aim: loyalty, plan: 900, due: 900, actual: null, variance: null, attainment: null, light: null },
        ],
      },
      note: null,
    },
  ],
  corrections: [
    { ...correction, correction: 'c1', metric: 'expected-revenue', status: 'open' },
    { ...correction, correction: 'c2', metric: null, status: 'dropped' },
  ],
  feedback: [{ on: day, check: 1, by: li, text: '先抓续约' }],
  reminders: [{ owed: 'progress', level: 1, due: day, on: day, to: li }],
  received: [{ from: '2026-02.person.li', shortfall: [{ aim: revenue, amount: 50 }] }],
  shortfall: [{ aim: loyalty, amount: 1 }],
  rolledInto: null,
  drafted: day,
  committed: day,
  progressed: day,
  closed: null,
  revision: 9,
};

describe('a plan as it is shown', () => {
  it('says what its keys are called in the language asked for, wherever it names one', () => {
    expect(shownPlan(plan, 'zh')).toMatchObject({
      subject: { kind: 'person', kindLabel: '个人' },
      statusLabel: '已确认',
      stepLabel: '处理 A',
      targets: [{ label: '预期收入' }],
      actions: [
        { statusLabel: '受阻', terms: { metricLabel: '完成拜访' } },
        { statusLabel: '进行中', terms: { metricLabel: null } },
      ],
      checks: [
        {
          seen: {
            lines: [
              { label: '预期收入', unit: 'money', measured: true, lightLabel: '黄' },
              { label: '客户忠诚度', unit: 'per-mille', measured: false, lightLabel: null },
            ],
          },
        },
      ],
      corrections: [
        { statusLabel: '待落实', metricLabel: '预期收入' },
        { statusLabel: '已放弃', metricLabel: null },
      ],
      reminders: [{ owedLabel: '进展' }],
      received: [{ shortfall: [{ label: '预期收入' }] }],
      shortfall: [{ label: '客户忠诚度' }],
    });
    expect(shownPlan(plan, 'en')).toMatchObject({ statusLabel: 'Committed', reminders: [{ owedLabel: 'Progress' }] });
  });

  it('keeps the plan as it is, and is what the documentation says', () => {
    expect(shownPlan(plan, 'en')).toMatchObject(plan);
    expect(checkerOf(ShownPlan)(shownPlan(plan, 'en'))).toEqual([]);
    expect(checkerOf(ShownPlan)(plan)).not.toEqual([]);
  });
});
