import { businessDate, type EmployeeId, type UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  ActionBlocked,
  ActionPlanned,
  ActionReassigned,
  CarryOverReceived,
  CorrectionDecided,
  CorrectionReassigned,
  CorrectionSettled,
  type Period,
  PlanClosed,
  PlanCommitted,
  PlanDrafted,
  type PlanOf,
  PlanReminderSent,
  PlanRolledForward,
  ProgressChecked,
  type RecordedPlanEvent,
  TargetDecomposed,
  TargetRevised,
  TargetSet,
} from '@zongheng/planning-events';
import { planHeads } from './plan-heads.ts';
import { plans } from './plans.ts';

const spec = documentSpecification(plans);
const heads = documentSpecification(planHeads);
const id = '2026-03.person.li';
const of: PlanOf = { subject: { kind: 'person', id: 'li', unit: 'north' as UnitId }, period: '2026-03' as Period };
const aim = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
const li = 'li' as EmployeeId;
const deadline = businessDate('2026-03-20');
const terms = { title: '续约', responsible: li, deadline, collaborators: [], products: [], customers: [], metric: null };
const target = { of, aim, base: null, allottedBy: null };
const line = { aim, plan: 900, due: 450, actual: 400, variance: -500, attainment: 889, light: 'amber' as const };
const said = { of, action: 'renew', responsible: li, deadline, customers: [] };

function story() {
  const record = recorder();
  const at = (definition: Parameters<typeof record>[0], on: string, data: object) => record(definition, id, on, data as never) as never;
  return [
    at(PlanDrafted, '2026-02-25', { of, first: '2026-03-01', last: '2026-03-31', cause: 'own', causePlan: null }),
    at(TargetSet, '2026-02-25', { ...target, from: null, to: 1000, decomposed: null, note: null }),
    at(ActionPlanned, '2026-02-26', { of, action: 'renew', terms, progress: 0, carriedFrom: null }),
    at(PlanCommitted, '2026-02-27', { of, targets: [{ aim, amount: 1000 }] }),
    at(ActionBlocked, '2026-03-05', { ...said, reason: 'legal' }),
    at(ProgressChecked, '2026-03-15', {
      of,
      check: 1,
      seen: { asOf: '2026-03-15', at: 'e.9', tolerance: 0, lines: [line] },
      actions: { open: 1, done: 0, late: 0, blocked: 1 },
      note: null,
    }),
    at(CorrectionDecided, '2026-03-16', {
      of,
      correction: 'c1',
      check: 1,
      decision: '增派售前',
      responsible: li,
      deadline,
      metric: null,
      action: null,
    }),
    at(TargetRevised, '2026-03-17', { ...target, from: 1000, to: 900, decomposed: null, reason: 'late' }),
  ];
}

/** After each fact, the board shows of a plan what its document says. */
function expectHeads(...facts: readonly RecordedPlanEvent[]): void {
  for (let count = 1; count <= facts.length; count += 1) {
    const told = facts.slice(0, count);
    const plan = spec.given(...told).document(id);
    expect(heads.given(...told).document(id)).toEqual({
      id,
      subject: plan?.subject,
      period: plan?.period,
      status: plan?.status,
      step: plan?.step,
      targets: plan?.targets.map(({ aim, amount }) => ({ aim, amount })),
      actions: plan?.actions
        .filter(({ status }) => status === 'open' || status === 'blocked')
        .map(({ action, terms: { responsible }, status }) => ({ action, responsible, isBlocked: status === 'blocked' })),
      corrections: plan?.corrections
        .filter(({ status }) => status === 'open')
        .map(({ correction, responsible }) => ({ correction, responsible })),
      checked: plan?.checks.at(-1)?.on ?? null,
    });
  }
}

describe('the document of a plan', () => {
  it('stands at the step that its last fact belongs to', () => {
    const facts = story();
    const steps = facts.map((_fact, index) => spec.given(...facts.slice(0, index + 1)).document(id)?.step);
    expect(steps).toEqual(['plan', 'plan', 'plan', 'do', 'do', 'check', 'act', 'act']);
  });

  it('keeps what was committed to beside what was revised, and every check as it was seen', () => {
    expect(spec.given(...story()).document(id)).toMatchObject({
      status: 'committed',
      targets: [{ aim, amount: 900, committed: 1000, revisions: 1 }],
      actions: [{ action: 'renew', status: 'blocked', reason: 'legal' }],
      checks: [{ check: 1, seen: { at: 'e.9', lines: [line] } }],
      corrections: [{ correction: 'c1', status: 'open' }],
      progressed: '2026-03-05',
    });
  });

  it('shows the parts of a target and its stretch, and what became of corrections', () => {
    const record = recorder({ position: 100 });
    const part = { plan: '2026-03.person.wang', subject: { kind: 'person' as const, id: 'wang', unit: 'north' as UnitId }, amount: 1100 };
    const more = [
      record(TargetDecomposed, id, '2026-03-18', { of, aim, amount: 900, stretch: 200, from: [], to: [part] }),
      record(CorrectionSettled, id, '2026-03-18', { of, correction: 'c1', outcome: 'done', note: null }),
    ];
    expectHeads(...story(), ...more);
    expect(spec.given(...story(), ...more).document(id)).toMatchObject({
      targets: [{ parts: [part], stretch: 200 }],
      corrections: [{ status: 'done', settled: '2026-03-18' }],
    });
  });

  it('says who sees to what, also once it was given to someone else, without a step having been taken', () => {
    const record = recorder({ position: 100 });
    const wang = 'wang' as EmployeeId;
    const given = [
      record(ActionReassigned, id, '2026-03-18', { of, action: 'renew', from: li, to: wang, deadline, customers: [], reason: 'li → wang' }),
      record(CorrectionReassigned, id, '2026-03-18', { of, correction: 'c1', from: li, to: wang, reason: 'li → wang' }),
    ];
    expectHeads(...story(), ...given);
    expect(spec.given(...story(), ...given).document(id)).toMatchObject({
      step: 'act',
      actions: [{ terms: { responsible: wang }, status: 'blocked' }],
      corrections: [{ responsible: wang }],
      progressed: '2026-03-05',
    });
  });

  it('is owed where it was only urged', () => {
    const urged = { of, owed: 'plan' as const, level: 1, due: businessDate('2026-03-01'), to: li, policy: 0 };
    expect(spec.given(recorder()(PlanReminderSent, id, '2026-03-02', urged)).document(id)).toMatchObject({
      status: 'owed',
      step: 'plan',
      reminders: [{ owed: 'plan', level: 1 }],
    });
  });

  it('ends with what it did not bring, and goes on in the next with everything that was open', () => {
    const record = recorder({ position: 100 });
    const shortfall = [{ aim, amount: 500 }];
    const carried = { actions: [{ action: 'renew', terms, progress: 0, blocked: 'legal' }], corrections: [], shortfall };
    const into = '2026-04.person.li';
    const next: PlanOf = { ...of, period: '2026-04' as Period };
    const closing = [
      record(PlanClosed, id, '2026-04-02', { of, check: 1, lines: [line], shortfall, open: ['renew'], note: null }),
      record(PlanRolledForward, id, '2026-04-03', { of, into, period: next.period, ...carried }),
      record(CarryOverReceived, into, '2026-04-03', {
        of: next,
        from: id,
        ...carried,
        actions: carried.actions.map((each) => ({ ...each, action: 'renew.2', origin: 'renew' })),
      }),
    ];
    expectHeads(...story(), ...closing);
    const found = spec.given(...story(), ...closing);
    expect(found.document(id)).toMatchObject({ status: 'closed', shortfall, rolledInto: into });
    expect(found.document(into)).toMatchObject({
      actions: [{ action: 'renew.2', status: 'blocked', reason: 'legal', carriedFrom: { plan: id, action: 'renew' } }],
      received: [{ from: id, shortfall }],
    });
  });
});
