import type { BusinessDate, EmployeeId, OwnerFacts, UnitId } from '@zongheng/kernel';
import type { CustomerFacts, PipelineFacts, SchemeFacts } from '../facts.ts';
import type { Correction, OpportunityCommand } from '../opportunity/commands.ts';
import { acme, li, line, on, pipeline, rack, unknown, worth } from './people.ts';

type Of<Type extends OpportunityCommand['type']> = Extract<OpportunityCommand, { type: Type }>;
type Given<Type extends OpportunityCommand['type']> = Partial<Omit<Of<Type>, 'type' | 'on' | 'today' | 'now' | 'actor'>>;

const moving = { pipeline, customerIdentified: true };

export const opening = (day: string, given: Given<'OpenOpportunity'> = {}): Of<'OpenOpportunity'> => ({
  type: 'OpenOpportunity',
  ...on(day),
  title: 'Racks for the new plant',
  customer: acme,
  owner: li,
  pipeline,
  source: 'own',
  value: unknown,
  expectedClose: null,
  reference: null,
  note: null,
  ...given,
});

export const registering = (day: string, given: Given<'RegisterOpportunity'> = {}): Of<'RegisterOpportunity'> => ({
  type: 'RegisterOpportunity',
  ...on(day),
  ...moving,
  value: null,
  reason: null,
  ...given,
});

export const assigning = (day: string, given: Given<'AssignOpportunity'> = {}): Of<'AssignOpportunity'> => ({
  type: 'AssignOpportunity',
  ...on(day),
  ...moving,
  owner: li,
  reason: null,
  ...given,
});

export const advancing = (day: string, to: string, given: Given<'AdvanceOpportunity'> = {}): Of<'AdvanceOpportunity'> => ({
  type: 'AdvanceOpportunity',
  ...on(day),
  ...moving,
  to,
  reason: null,
  ...given,
});

export const movingBack = (day: string, to: string): Of<'MoveOpportunityBack'> => ({
  type: 'MoveOpportunityBack',
  ...on(day),
  pipeline,
  to,
  reason: 'the buyer changed',
});

export const revaluing = (day: string, given: Given<'RevalueOpportunity'> = {}): Of<'RevalueOpportunity'> => ({
  type: 'RevalueOpportunity',
  ...on(day),
  ...moving,
  value: worth(line('1', rack, 1_000_00)),
  reason: null,
  ...given,
});

export const winning = (day: string, given: Given<'WinOpportunity'> = {}): Of<'WinOpportunity'> => ({
  type: 'WinOpportunity',
  ...on(day),
  ...moving,
  value: null,
  reason: null,
  ...given,
});

export const losing = (day: string, given: Given<'LoseOpportunity'> = {}): Of<'LoseOpportunity'> => ({
  type: 'LoseOpportunity',
  ...on(day),
  pipeline,
  reason: 'price',
  competitor: 'rival',
  note: null,
  ...given,
});

export const reopening = (day: string, to: string): Of<'ReopenOpportunity'> => ({
  type: 'ReopenOpportunity',
  ...on(day),
  pipeline,
  to,
  reason: 'they came back',
});

export const voiding = (day: string): Of<'VoidOpportunity'> => ({ type: 'VoidOpportunity', ...on(day), reason: 'entered twice' });

export const correcting = (day: string, correction: Correction): Of<'CorrectOpportunity'> => ({
  type: 'CorrectOpportunity',
  ...on(day),
  reason: 'recorded wrongly',
  ...correction,
});

type Reclassifying<Cause> = Extract<OpportunityCommand, { type: 'ReclassifyOpportunity'; cause: Cause }>;

export const transferring = (day: string, owner: EmployeeId, unit: UnitId): Reclassifying<'employee-transferred'> => ({
  type: 'ReclassifyOpportunity',
  ...on(day),
  cause: 'employee-transferred',
  owner,
  unit,
});

export const customerChanging = (day: string, customer: CustomerFacts): Reclassifying<'customer-changed'> => ({
  type: 'ReclassifyOpportunity',
  ...on(day),
  cause: 'customer-changed',
  customer: customer.id,
  region: customer.region,
  segment: customer.segment,
});

export const restaging = (day: string, revised: PipelineFacts, from: string, to: string): Reclassifying<'pipeline-revised'> => ({
  type: 'ReclassifyOpportunity',
  ...on(day),
  cause: 'pipeline-revised',
  pipeline: revised,
  from,
  to,
});

export const handingOver = (day: string, from: OwnerFacts, to: OwnerFacts): Of<'HandOverOpportunity'> => ({
  type: 'HandOverOpportunity',
  ...on(day),
  from: from.id,
  to,
  reason: 'left the company',
});

export const expecting = (day: string, expectedClose: BusinessDate | null): Of<'ChangeExpectedClose'> => ({
  type: 'ChangeExpectedClose',
  ...on(day),
  expectedClose,
  reason: null,
});

export const movingTo = (day: string, customer: CustomerFacts): Of<'MoveOpportunityToCustomer'> => ({
  type: 'MoveOpportunityToCustomer',
  ...on(day),
  customer,
  reason: 'signed by the parent company',
});

export const describing = (day: string, given: Given<'SetOpportunityAttributes'>): Of<'SetOpportunityAttributes'> => ({
  type: 'SetOpportunityAttributes',
  ...on(day),
  set: {},
  remove: [],
  catalogue: {},
  ...given,
});

export const assessing = (day: string, scheme: SchemeFacts, points: Readonly<Record<string, number>>): Of<'AssessOpportunity'> => ({
  type: 'AssessOpportunity',
  ...on(day),
  scheme,
  answers: Object.entries(points).map(([criterion, given]) => ({ criterion, points: given, reason: null })),
});
