import type { OpportunityCommand } from '../opportunity/commands.ts';
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
