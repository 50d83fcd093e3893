import type { CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { commanding, date } from '@zongheng/kernel/testing';
import type { ActionTerms, Aim, Period, PlanFact, PlanOf } from '@zongheng/planning-events';
import { defaultTolerance } from '../tolerance.ts';
import type { CheckProgress, DecideCorrection, PartFacts, PlanAction, PlanCommand, SubjectFacts } from './commands.ts';

export { date } from '@zongheng/kernel/testing';
export const on = commanding('2026-06-30');

export const march = '2026-03' as Period;
export const north: SubjectFacts = { kind: 'department', id: 'north', unit: 'north' as UnitId, left: null };
export const li: SubjectFacts = { kind: 'person', id: 'li', unit: 'north' as UnitId, left: null };
export const wang: SubjectFacts = { kind: 'person', id: 'wang', unit: 'north' as UnitId, left: null };

export const of = ({ kind, id, unit }: SubjectFacts): PlanOf => ({ subject: { kind, id, unit }, period: march });
export const ofNorth = of(north);
export const ofLi = of(li);

export const revenue: Aim = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
export const visits: Aim = { metric: 'visits-made', productLine: null, currency: null };
export const renewals: Aim = { metric: 'renewal-rate', productLine: null, currency: null };

type Of<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>;
export type CommandOf<Type extends PlanCommand['type']> = Of<Type>;
type FactOf<Type extends PlanFact['type']> = Extract<PlanFact, { type: Type }>;

export const drafted = (plan: PlanOf = ofLi): FactOf<'PlanDrafted'> => ({
  type: 'PlanDrafted',
  businessDate: date('2026-02-25'),
  data: { of: plan, first: date('2026-03-01'), last: date('2026-03-31'), cause: 'own', causePlan: null },
});
export const set = (aim: Aim, to: number, more: Partial<FactOf<'TargetSet'>['data']> = {}): FactOf<'TargetSet'> => ({
  type: 'TargetSet',
  businessDate: date('2026-02-26'),
  data: { of: ofLi, aim, from: null, to, base: null, allottedBy: null, decomposed: null, note: null, ...more },
});
export const committed = (targets: readonly (readonly [Aim, number])[], plan: PlanOf = ofLi): FactOf<'PlanCommitted'> => ({
  type: 'PlanCommitted',
  businessDate: date('2026-02-27'),
  data: { of: plan, targets: targets.map(([aim, amount]) => ({ aim, amount })) },
});

export const setting = (aim: Aim, amount: number, day = '2026-02-26'): Of<'SetTarget'> => ({
  type: 'SetTarget',
  ...on(day),
  aim,
  amount,
  base: null,
  note: null,
});
export const revising = (aim: Aim, amount: number, day = '2026-03-10'): Of<'ReviseTarget'> => ({
  type: 'ReviseTarget',
  ...on(day),
  aim,
  amount,
  base: null,
  reason: 'the site is late',
});
export const part = (subject: SubjectFacts, amount: number, more: Partial<PartFacts> = {}): PartFacts => ({
  plan: `${march}.person.${subject.id}`,
  subject,
  amount,
  closed: false,
  allottedBy: null,
  ...more,
});
export const decomposing = (parts: readonly PartFacts[], stretch = 0, aim = revenue): Of<'DecomposeTarget'> => ({
  type: 'DecomposeTarget',
  ...on('2026-02-26'),
  aim,
  parts,
  stretch,
});
export const allotting = (amount: number, more: Partial<Of<'AllotTarget'>> = {}): Of<'AllotTarget'> => ({
  type: 'AllotTarget',
  ...on('2026-02-26'),
  of: ofLi,
  aim: revenue,
  amount,
  by: '2026-03.unit.north',
  released: false,
  ...more,
});

export const terms: ActionTerms = {
  title: '续约',
  responsible: 'li' as EmployeeId,
  deadline: date('2026-03-20'),
  collaborators: ['wang' as EmployeeId],
  products: ['vpn'],
  customers: ['acme' as CustomerId],
  metric: 'expected-revenue',
};
export const planning = (given: Partial<PlanAction> = {}): PlanAction => ({
  type: 'PlanAction',
  ...on('2026-03-01'),
  action: 'renew',
  terms,
  ...given,
});
export const planned: FactOf<'ActionPlanned'> = {
  type: 'ActionPlanned',
  businessDate: date('2026-03-01'),
  data: { of: ofLi, action: 'renew', terms, progress: 0, carriedFrom: null },
};

export const checking = (day: string, given: Partial<CheckProgress> = {}): CheckProgress => ({
  type: 'CheckProgress',
  ...on(day),
  asOf: date(day),
  at: 'e.100',
  tolerance: defaultTolerance,
  actuals: [{ aim: revenue, actual: 900 }],
  note: null,
  ...given,
});
export const correcting = (given: Partial<DecideCorrection> = {}): DecideCorrection => ({
  type: 'DecideCorrection',
  ...on('2026-03-16'),
  correction: 'more-presales',
  check: null,
  decision: '增派售前',
  responsible: 'wang' as EmployeeId,
  deadline: date('2026-03-25'),
  metric: null,
  action: null,
  ...given,
});
