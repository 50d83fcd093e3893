import type { EmployeeId } from '@zongheng/kernel';
import { specification } from '@zongheng/kernel/testing';
import type { PlanFact } from '@zongheng/planning-events';
import { planDecider } from './decide.ts';
import { type CommandOf, correcting, date, drafted, ofLi, on, planned, terms } from './plan.spec-data.ts';

const spec = specification(planDecider);
const [li, wang, chen] = ['li', 'wang', 'chen'].map((id) => id as EmployeeId) as [EmployeeId, EmployeeId, EmployeeId];
const reason = 'li → wang';
const day = '2026-03-18';

const action = (to: EmployeeId, more: Partial<CommandOf<'ReassignAction'>> = {}): CommandOf<'ReassignAction'> => ({
  type: 'ReassignAction',
  ...on(day),
  action: 'renew',
  to,
  reason,
  ...more,
});
const correction = (to: EmployeeId, more: Partial<CommandOf<'ReassignCorrection'>> = {}): CommandOf<'ReassignCorrection'> => ({
  type: 'ReassignCorrection',
  ...on(day),
  correction: 'more-presales',
  to,
  reason,
  ...more,
});
const handingOver = (from: EmployeeId, to: EmployeeId, when = day): CommandOf<'HandOverPlanWork'> => ({
  type: 'HandOverPlanWork',
  ...on(when),
  from,
  to,
  reason,
});

const actionGiven = (from: EmployeeId, to: EmployeeId, when = day): PlanFact => ({
  type: 'ActionReassigned',
  businessDate: date(when),
  data: { of: ofLi, action: 'renew', from, to, deadline: terms.deadline, customers: terms.customers, reason },
});
const correctionGiven = (from: EmployeeId, to: EmployeeId, when = day): PlanFact => ({
  type: 'CorrectionReassigned',
  businessDate: date(when),
  data: { of: ofLi, correction: 'more-presales', from, to, reason },
});
const { correction: name, check, decision, deadline, metric, action: carriedOutBy } = correcting();
const decided: PlanFact = {
  type: 'CorrectionDecided',
  businessDate: date('2026-03-16'),
  data: { of: ofLi, correction: name, check, decision, responsible: li, deadline, metric, action: carriedOutBy },
};
const dropped: PlanFact = {
  type: 'ActionDropped',
  businessDate: date('2026-03-17'),
  data: { of: ofLi, action: 'renew', responsible: li, deadline: terms.deadline, customers: terms.customers, reason: 'no need' },
};
const settled: PlanFact = {
  type: 'CorrectionSettled',
  businessDate: date('2026-03-17'),
  data: { of: ofLi, correction: name, outcome: 'done', note: null },
};

describe('an action and a correction', () => {
  it('are given to someone else while they go on', () => {
    spec.given(drafted(), planned).when(action(wang)).then(actionGiven(li, wang));
    spec.given(drafted(), planned).whenRepeated(action(wang)).thenNothing();
    spec.given(drafted(), planned, decided).when(correction(wang)).then(correctionGiven(li, wang));
    spec.given(drafted(), planned, decided).whenRepeated(correction(wang)).thenNothing();
  });

  it('are not where there are none, or they are over', () => {
    spec.given(drafted()).when(action(wang)).thenRefused('PLANNING.ACTION.UNKNOWN');
    spec.given(drafted(), planned, dropped).when(action(wang)).thenRefused('PLANNING.ACTION.CLOSED');
    spec.given(drafted()).when(correction(wang)).thenRefused('PLANNING.CORRECTION.UNKNOWN');
    spec.given(drafted(), decided, settled).when(correction(wang)).thenRefused('PLANNING.CORRECTION.SETTLED');
    spec.given().when(action(wang)).thenRefused('PLANNING.PLAN.UNKNOWN');
  });

  it('have whoever they were given to named by what is told of them later', () => {
    const completing: CommandOf<'CompleteAction'> = { type: 'CompleteAction', ...on('2026-03-19'), action: 'renew', note: null };
    const { deadline: due, customers } = terms;
    spec
      .given(drafted(), planned, actionGiven(li, wang))
      .when(completing)
      .then({
        type: 'ActionCompleted',
        businessDate: date('2026-03-19'),
        data: { of: ofLi, action: 'renew', responsible: wang, deadline: due, customers, late: false, note: null },
      });
  });
});

describe('what a leaver saw to in a plan', () => {
  const there = [drafted(), planned, decided] as const;

  it('goes to the successor, whatever of it goes on', () => {
    spec
      .given(...there)
      .when(handingOver(li, wang))
      .then(actionGiven(li, wang), correctionGiven(li, wang));
    spec
      .given(...there)
      .whenRepeated(handingOver(li, wang))
      .thenNothing();
    spec
      .given(...there, dropped)
      .when(handingOver(li, wang))
      .then(correctionGiven(li, wang));
    spec
      .given(...there, dropped, settled)
      .when(handingOver(li, wang))
      .thenNothing();
  });

  it('is dated no earlier than the last fact of the plan, for a leaving may be learned late', () => {
    spec
      .given(...there)
      .when(handingOver(li, wang, '2026-03-05'))
      .then(actionGiven(li, wang, '2026-03-16'), correctionGiven(li, wang, '2026-03-16'));
  });

  it('does not touch what others see to, nor a plan that is closed', () => {
    spec
      .given(...there)
      .when(handingOver(chen, wang))
      .thenNothing();
    const closed: PlanFact = {
      type: 'PlanClosed',
      businessDate: date('2026-04-02'),
      data: { of: ofLi, check: 1, lines: [], shortfall: [], open: ['renew'], note: null },
    };
    spec
      .given(...there, closed)
      .when(handingOver(li, wang, '2026-04-03'))
      .thenNothing();
  });
});
