import { addDays, type CustomerId, type EmployeeId, isRefusal, type OwnerFacts, type RegionId, type UnitId } from '@zongheng/kernel';
import {
  type CustomerFacts,
  defaultPipeline,
  type OpportunityCommand,
  type PipelineFacts,
  type ProductFacts,
} from '@zongheng/sales-domain';
import { now, today } from '../house/town.ts';

const pipeline: PipelineFacts = { id: defaultPipeline.id, stages: defaultPipeline.stages, successors: {} };
const product: ProductFacts = { id: 'sim-vpn', productLine: 'vpn', price: { minor: 5_400_000, currency: 'CNY' }, retired: null };
const moving = { pipeline, customerIdentified: true } as const;

/** The life of a deal as its decider takes it: what the product looks up in other streams is at hand here, in the peer's favour. */
export function commandsOf(number: number): OpportunityCommand[] {
  const context = { on: today, today, now, actor: 'bench' } as const;
  const owner: OwnerFacts = {
    id: `sim-rep-${1 + (number % 400)}` as EmployeeId,
    unit: `sim-team-${1 + (number % 25)}` as UnitId,
    left: null,
  };
  const customer: CustomerFacts = {
    id: `sim-customer-${1 + (number % 4_000)}` as CustomerId,
    identified: true,
    region: 'ningbo' as RegionId,
    segment: 'manufacturing',
  };
  const line = { line: '1', product, productLine: null, quantity: 1 + (number % 9), amount: 1_250_000 + number * 100 };
  const advance = (to: string): OpportunityCommand => ({ type: 'AdvanceOpportunity', ...context, ...moving, to, reason: null });
  return [
    {
      type: 'OpenOpportunity',
      ...context,
      title: `模拟商机 ${number}：机房扩容与专线`,
      customer,
      owner,
      pipeline,
      source: 'campaign',
      value: { currency: 'CNY', lines: [line] },
      expectedClose: addDays(today, 30 + (number % 60)),
      reference: { system: 'bench', key: String(number) },
      note: null,
    },
    { type: 'AssignOpportunity', ...context, ...moving, owner, reason: null },
    advance('relationship'),
    advance('negotiation'),
    advance('bid'),
    { type: 'WinOpportunity', ...context, ...moving, value: null, reason: null },
  ];
}

/** What a decision must be here. */
export function decided<Facts>(decision: Facts): Exclude<Facts, { readonly refused: true }> {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.code} (${decision.found})`);
  return decision as Exclude<Facts, { readonly refused: true }>;
}
