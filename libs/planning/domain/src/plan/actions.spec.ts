import { specification } from '@zongheng/kernel/testing';
import type { PlanFact } from '@zongheng/planning-events';
import { planDecider } from './decide.ts';
import { type CommandOf, correcting, date, drafted, ofLi, on, planned, planning, terms } from './plan.spec-data.ts';
import type { EmployeeId } from '@zongheng/kernel';

const spec = specification(planDecider);
const said = { of: ofLi, action: 'renew', responsible: terms.responsible, deadline: terms.deadline, customers: terms.customers };
const progressing = (to: number): CommandOf<'ProgressAction'> => ({
  type: 'ProgressAction',
  ...on('2026-03-10'),
  action: 'renew',
  to,
  note: null,
});
const completing = (day: string): CommandOf<'CompleteAction'> => ({ type: 'CompleteAction', ...on(day), action: 'renew', note: null });
const blocking: CommandOf<'BlockAction'> = { type: 'BlockAction', ...on('2026-03-10'), action: 'renew', reason: 'legal' };
const unblocking: CommandOf<'UnblockAction'> = { type: 'UnblockAction', ...on('2026-03-11'), action: 'renew', note: null };
const dropping: CommandOf<'DropAction'> = { type: 'DropAction', ...on('2026-03-11'), action: 'renew', reason: 'no need' };
const blocked: PlanFact = { type: 'ActionBlocked', businessDate: date('2026-03-10'), data: { ...said, reason: 'legal' } };
const completed = (day: string, late: boolean): PlanFact => ({
  type: 'ActionCompleted',
  businessDate: date(day),
  data: { ...said, late, note: null },
});

describe('an action', () => {
  it('is planned with a deadline to come', () => {
    spec.given(drafted()).when(planning()).then(planned);
    spec.given(drafted()).whenRepeated(planning()).thenNothing();
    spec
      .given(drafted(), planned)
      .when(planning({ terms: { ...terms, title: 'another' } }))
      .thenRefused('PLANNING.ACTION.EXISTS');
    spec
      .given(drafted())
      .when(planning({ terms: { ...terms, deadline: date('2026-02-27') } }))
      .thenRefused('PLANNING.ACTION.DEADLINE_PAST');
    spec
      .given(drafted())
      .when(planning({ terms: { ...terms, metric: 'happiness' } }))
      .thenRefused('PLANNING.METRIC.UNKNOWN');
    const many = Array.from({ length: 500 }, (_, index): PlanFact => ({ ...planned, data: { ...planned.data, action: `a${index}` } }));
    spec
      .given(drafted(), ...many)
      .when(planning())
      .thenRefused('PLANNING.ACTION.TOO_MANY');
  });

  it('progresses from where it was', () => {
    spec
      .given(drafted(), planned)
      .when(progressing(400))
      .then({ type: 'ActionProgressed', businessDate: date('2026-03-10'), data: { ...said, from: 0, to: 400, note: null } });
    spec.given(drafted(), planned).whenRepeated(progressing(400)).thenNothing();
    spec.given(drafted(), planned).when(progressing(1001)).thenRefused('PLANNING.ACTION.PROGRESS_OUT_OF_RANGE');
    spec.given(drafted(), planned, blocked).when(progressing(400)).thenRefused('PLANNING.ACTION.BLOCKED');
    spec.given(drafted()).when(progressing(400)).thenRefused('PLANNING.ACTION.UNKNOWN');
  });

  it('is completed in time up to its deadline, and late after it', () => {
    spec.given(drafted(), planned).when(completing('2026-03-20')).then(completed('2026-03-20', false));
    spec.given(drafted(), planned).when(completing('2026-03-21')).then(completed('2026-03-21', true));
    spec.given(drafted(), planned).whenRepeated(completing('2026-03-20')).thenNothing();
    spec.given(drafted(), planned, blocked).when(completing('2026-03-20')).thenRefused('PLANNING.ACTION.BLOCKED');
    spec.given(drafted(), planned, completed('2026-03-20', false)).when(dropping).thenRefused('DATE.BEFORE_LAST');
    spec.given(drafted(), planned, completed('2026-03-10', false)).when(dropping).thenRefused('PLANNING.ACTION.CLOSED');
  });

  it('is blocked and unblocked, or given up', () => {
    spec.given(drafted(), planned).when(blocking).then(blocked);
    spec.given(drafted(), planned).whenRepeated(blocking).thenNothing();
    spec
      .given(drafted(), planned, blocked)
      .when(unblocking)
      .then({ type: 'ActionUnblocked', businessDate: date('2026-03-11'), data: { ...said, note: null } });
    spec.given(drafted(), planned).when(unblocking).thenRefused('PLANNING.ACTION.NOT_BLOCKED');
    spec
      .given(drafted(), planned, blocked)
      .when(dropping)
      .then({ type: 'ActionDropped', businessDate: date('2026-03-11'), data: { ...said, reason: 'no need' } });
    spec.given(drafted(), planned).whenRepeated(dropping).thenNothing();
  });
});

describe('a correction', () => {
  const { type: _type, on: businessDate, today: _today, now: _now, actor: _actor, ...decision } = correcting();
  const decided: PlanFact = { type: 'CorrectionDecided', businessDate, data: { of: ofLi, ...decision } };
  const settling = (outcome: 'done' | 'dropped'): CommandOf<'SettleCorrection'> => ({
    type: 'SettleCorrection',
    ...on('2026-03-20'),
    correction: 'more-presales',
    outcome,
    note: null,
  });
  const settled: PlanFact = {
    type: 'CorrectionSettled',
    businessDate: date('2026-03-20'),
    data: { of: ofLi, correction: 'more-presales', outcome: 'done', note: null },
  };

  it('is decided, with who sees to it by when', () => {
    spec.given(drafted()).when(correcting()).then(decided);
    spec.given(drafted()).whenRepeated(correcting()).thenNothing();
    spec
      .given(drafted(), decided)
      .when(correcting({ decision: 'another' }))
      .thenRefused('PLANNING.CORRECTION.EXISTS');
    spec
      .given(drafted())
      .when(correcting({ check: 1 }))
      .thenRefused('PLANNING.CHECK.UNKNOWN');
    spec
      .given(drafted())
      .when(correcting({ metric: 'happiness' }))
      .thenRefused('PLANNING.METRIC.UNKNOWN');
    spec
      .given(drafted())
      .when(correcting({ deadline: date('2026-03-15') }))
      .thenRefused('PLANNING.ACTION.DEADLINE_PAST');
    spec
      .given(drafted())
      .when(correcting({ action: 'renew' }))
      .thenRefused('PLANNING.ACTION.UNKNOWN');
    spec
      .given(drafted(), planned)
      .when(correcting({ action: 'renew' }))
      .then({ ...decided, data: { ...decided.data, action: 'renew' } });
  });

  it('is settled one way or the other', () => {
    spec.given(drafted(), decided).when(settling('done')).then(settled);
    spec.given(drafted(), decided).whenRepeated(settling('done')).thenNothing();
    spec.given(drafted(), decided, settled).when(settling('dropped')).thenRefused('PLANNING.CORRECTION.SETTLED');
    spec.given(drafted()).when(settling('done')).thenRefused('PLANNING.CORRECTION.UNKNOWN');
  });
});

it('feedback is given once for each time it is said', () => {
  const giving: CommandOf<'GiveFeedback'> = {
    type: 'GiveFeedback',
    ...on('2026-03-16'),
    check: null,
    by: 'wang' as EmployeeId,
    text: '先抓续约',
  };
  spec
    .given(drafted())
    .when(giving)
    .then({ type: 'FeedbackGiven', businessDate: date('2026-03-16'), data: { of: ofLi, check: null, by: giving.by, text: giving.text } });
  spec.given(drafted()).whenRepeated(giving).thenNothing();
  spec
    .given(drafted())
    .when({ ...giving, check: 3 })
    .thenRefused('PLANNING.CHECK.UNKNOWN');
});
