import type { Refusal } from '@zongheng/kernel';
import { amountOf, type Requirement, requirements, type Stage } from '@zongheng/sales-events';
import type { PipelineFacts } from '../facts.ts';
import { refuse } from '../refusals.ts';
import { rankOf } from '../stage-order.ts';
import type { Deal } from './state.ts';

/** What decides whether a deal may leave its stage for a later one. */
export interface Travelling {
  readonly pipeline: PipelineFacts;
  readonly customerIdentified: boolean;
  /** Why stages are skipped; null where none are. */
  readonly reason: string | null;
}

/** The open stages skipped on the way to a stage; or why it may not go there: skipping without a reason, or something missing. */
export function wayTo(deal: Deal, target: Stage, { pipeline, customerIdentified, reason }: Travelling): string[] | Refusal {
  const from = rankOf(pipeline, deal.cell.stage);
  const ahead = pipeline.stages.slice(Math.max(0, from), rankOf(pipeline, target.stage));
  const left = ahead.filter((stage) => stage.status === 'open');
  const skipped = (from < 0 ? left : left.slice(1)).map(({ stage }) => stage);
  if (skipped.length > 0 && reason === null) {
    const found = `it stands in ${deal.cell.stage}; ${skipped.join(', ')} would be skipped on the way to ${target.stage}`;
    return refuse('SALES.OPPORTUNITY.SKIP_UNEXPLAINED', found, { field: '/reason' });
  }
  return missingToLeave(left, deal, customerIdentified) ?? skipped;
}

const remedies: { readonly [R in Requirement]: string } = {
  'identified-customer': 'record in the customer’s file who they are (standing identified)',
  amount: 'value the opportunity above zero',
  assignee: 'assign the opportunity to an owner',
  'expected-close': 'give the date on which it is expected to close',
  product: 'name a product on one of its lines',
  assessment: 'assess the opportunity by a scheme',
};

function missingToLeave(stages: readonly Stage[], deal: Deal, customerIdentified: boolean): Refusal | null {
  for (const { stage, requires } of stages) {
    for (const requirement of requires) if (!isKnown(requirement, deal, customerIdentified)) return missing(stage, requirement);
  }
  return null;
}

/** Refuses to leave a stage because something is not known yet. */
export function missing(stage: string, requirement: Requirement): Refusal {
  const found = `to leave ${stage}, this must be known and is not: ${requirements[requirement].en.toLowerCase()}`;
  return refuse('SALES.OPPORTUNITY.REQUIREMENT_UNMET', found, { remedy: remedies[requirement] });
}

function isKnown(requirement: Requirement, { state, cell }: Deal, customerIdentified: boolean): boolean {
  switch (requirement) {
    case 'identified-customer':
      return customerIdentified;
    case 'amount':
      return amountOf(cell) > 0;
    case 'assignee':
      return state.assigned;
    case 'expected-close':
      return cell.expectedClose !== null;
    case 'product':
      return cell.lines.some((line) => line.product !== null);
    case 'assessment':
      return state.assessment !== null;
  }
}
