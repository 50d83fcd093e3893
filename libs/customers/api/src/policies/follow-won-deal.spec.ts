import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { policySpecification, recorder } from '@zongheng/kernel/testing';
import { type Cell, OpportunityWon } from '@zongheng/sales-events';
import { stageFollowsWonDeal } from './follow-won-deal.ts';

const day = (text: string) => text as BusinessDate;
const from: Cell = {
  pipeline: 'default',
  stage: 'negotiation',
  status: 'open',
  since: day('2026-01-05'),
  customer: 'port' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: null,
  segment: null,
  source: 'own',
  expectedClose: day('2026-06-30'),
  currency: 'CNY',
  lines: [],
  reason: null,
  competitor: null,
};

it('the customer with whom a deal is won is told of it, on the day it was won', () => {
  const to: Cell = { ...from, stage: 'won', status: 'won', since: day('2026-03-01') };
  const how = { opened: from.since, first: true, reached: [], skipped: [], reason: null };
  policySpecification(stageFollowsWonDeal)
    .when(recorder()(OpportunityWon, 'deal', '2026-03-01', { from, to, ...how }), undefined)
    .then({ command: 'FollowWonDeal', id: 'port', body: { opportunity: 'deal' }, on: day('2026-03-01') });
});
