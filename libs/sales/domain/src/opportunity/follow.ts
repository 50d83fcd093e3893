import { type BusinessDate, type Decision, effectiveFrom, notInFuture } from '@zongheng/kernel';
import type { OpportunityFact } from '@zongheng/sales-events';
import { ownerGone, type PipelineFacts } from '../facts.ts';
import { rankOf } from '../stage-order.ts';
import type { HandOverOpportunity, ReclassifyOpportunity } from './commands.ts';
import { full } from './guards.ts';
import { cellIn, into, type StageChange, within } from './stage-change.ts';
import { type Deal, movementsReserve } from './state.ts';

/** What a deal is counted by changed elsewhere. Nothing to do where it is closed, not concerned any more, or counted so already. */
export function reclassify(deal: Deal, command: ReclassifyOpportunity): Decision<OpportunityFact> {
  const businessDate = effectiveFrom(command.on, deal.state.last);
  const change = deal.cell.status === 'open' ? changeOf(deal, command, businessDate) : null;
  if (change === null) return [];
  const no = notInFuture(command) ?? full(deal, movementsReserve);
  if (no) return no;
  return [{ type: 'OpportunityReclassified', businessDate, data: { ...change, cause: command.cause } }];
}

function changeOf(deal: Deal, command: ReclassifyOpportunity, date: BusinessDate): StageChange | null {
  const { cell } = deal;
  switch (command.cause) {
    case 'employee-transferred': {
      const { owner, unit } = command;
      return cell.owner !== owner || cell.unit === unit ? null : within(deal, { ...cell, unit });
    }
    case 'customer-changed': {
      const { customer, region, segment } = command;
      const same = cell.region === region && cell.segment === segment;
      return cell.customer !== customer || same ? null : within(deal, { ...cell, region, segment });
    }
    case 'pipeline-revised':
      return cell.pipeline === command.pipeline.id && cell.stage === command.from
        ? restaged(deal, command.pipeline, command.to, date)
        : null;
  }
}

/** Where the stage it should go to has gone as well by now, the deal follows on to that one's successor. */
function restaged(deal: Deal, pipeline: PipelineFacts, to: string, date: BusinessDate): StageChange | null {
  const stage = pipeline.stages[rankOf(pipeline, to)];
  return stage?.status === 'open' && stage.stage !== deal.cell.stage ? into(deal, cellIn(deal.cell, stage, date), pipeline) : null;
}

/** The owner left: the deal goes to whoever takes over, in the stage where it stands. */
export function handOver(deal: Deal, command: HandOverOpportunity): Decision<OpportunityFact> {
  const { cell, state } = deal;
  const { from, to, reason } = command;
  if (cell.status !== 'open' || cell.owner !== from || to.id === from) return [];
  const businessDate = effectiveFrom(command.on, state.last);
  const no = notInFuture(command) ?? ownerGone(to, businessDate, '/to') ?? full(deal, movementsReserve);
  if (no) return no;
  const change = within(deal, { ...cell, owner: to.id, unit: to.unit });
  return [{ type: 'OpportunityAssigned', businessDate, data: { ...change, reason } }];
}
