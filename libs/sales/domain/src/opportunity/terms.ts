import { type Decision, isRefusal } from '@zongheng/kernel';
import type { OpportunityFact, Stage } from '@zongheng/sales-events';
import { ownerGone } from '../facts.ts';
import { rankOf, stageEnteredBy } from '../stage-order.ts';
import { andByItself } from './by-itself.ts';
import type { AssignOpportunity, ChangeExpectedClose, MoveOpportunityToCustomer } from './commands.ts';
import { notChangeable } from './guards.ts';
import { closeBeforeOpening } from './open.ts';
import { cellIn, into, within } from './stage-change.ts';
import type { Deal } from './state.ts';
import { wayTo } from './way.ts';

/** The owner changes in any case; the stage only where that of assignment lies ahead and the deal may go there. */
export function assign(deal: Deal, command: AssignOpportunity): Decision<OpportunityFact> {
  const { on, owner, pipeline, reason } = command;
  const { state, cell } = deal;
  const no = notChangeable(deal, command) ?? ownerGone(owner, on, '/owner');
  if (no) return no;
  const stage = stageOfAssignment(deal, command);
  if (state.assigned && stage === null && cell.owner === owner.id && cell.unit === owner.unit) return [];
  const given = { ...cell, owner: owner.id, unit: owner.unit };
  const change = stage ? into(deal, cellIn(given, stage, on), pipeline) : within(deal, given);
  return andByItself(state, [{ type: 'OpportunityAssigned', businessDate: on, data: { ...change, reason } }], command);
}

function stageOfAssignment({ state, cell, opened }: Deal, command: AssignOpportunity): Stage | null {
  const { pipeline } = command;
  const stage = stageEnteredBy(pipeline, 'assignment');
  if (!stage || rankOf(pipeline, cell.stage) >= rankOf(pipeline, stage.stage)) return null;
  const assigned: Deal = { state: { ...state, assigned: true }, cell, opened };
  return isRefusal(wayTo(assigned, stage, command)) ? null : stage;
}

export function changeExpectedClose(deal: Deal, command: ChangeExpectedClose): Decision<OpportunityFact> {
  const { on, expectedClose, reason } = command;
  const { cell, opened } = deal;
  const no = notChangeable(deal, command) ?? closeBeforeOpening(expectedClose, opened);
  if (no) return no;
  if (cell.expectedClose === expectedClose) return [];
  const data = { from: cell, to: { ...cell, expectedClose }, opened, reason };
  return [{ type: 'ExpectedCloseChanged', businessDate: on, data }];
}

/** The deal goes to another customer's file, and is counted by that one's region and segment; its owner stays. */
export function moveToCustomer(deal: Deal, command: MoveOpportunityToCustomer): Decision<OpportunityFact> {
  const { on, customer, reason } = command;
  const { cell, opened } = deal;
  const no = notChangeable(deal, command);
  if (no) return no;
  if (cell.customer === customer.id) return [];
  const to = { ...cell, customer: customer.id, region: customer.region, segment: customer.segment };
  return [{ type: 'OpportunityMovedToCustomer', businessDate: on, data: { from: cell, to, opened, reason } }];
}
