import { datesInOrder, type Decider, type Decision } from '@zongheng/kernel';
import type { OpportunityFact } from '@zongheng/sales-events';
import { refuse } from '../refusals.ts';
import { correct } from './correct.ts';
import type { OpportunityCommand, VoidOpportunity } from './commands.ts';
import { handOver, reclassify } from './follow.ts';
import { movementsIn } from './history.ts';
import { open, register } from './open.ts';
import { advance, lose, moveBack, reopen, win } from './stages.ts';
import { assess, setAttributes } from './description.ts';
import { type Deal, dealOf, evolve, type OpportunityState, stateVersion, unopened } from './state.ts';
import { assign, changeExpectedClose, moveToCustomer } from './terms.ts';
import { revalue } from './value.ts';

/** Opportunities: opened, moved through their pipeline's stages, won or lost, corrected and voided. */
export const opportunityDecider: Decider<OpportunityState, OpportunityCommand, OpportunityFact> = {
  stateVersion,
  initialState: () => unopened,
  evolve,
  decide(state, command) {
    if (command.type === 'OpenOpportunity') return open(state, command);
    const deal = dealOf(state);
    if (!deal) return refuse('SALES.OPPORTUNITY.UNKNOWN', 'nothing was ever opened under this id');
    return state.phase === 'voided' ? decideVoided(deal, command) : decideStanding(deal, command);
  },
};

type LaterCommand = Exclude<OpportunityCommand, { type: 'OpenOpportunity' }>;

/** A voided deal is done with: voiding it again and what follows from elsewhere have no effect, anything else is refused. */
function decideVoided({ state }: Deal, { type }: LaterCommand): Decision<OpportunityFact> {
  if (type === 'VoidOpportunity' || type === 'ReclassifyOpportunity' || type === 'HandOverOpportunity') return [];
  return refuse('SALES.OPPORTUNITY.VOIDED', `it was voided on ${state.last}`);
}

function decideStanding(deal: Deal, command: LaterCommand): Decision<OpportunityFact> {
  switch (command.type) {
    case 'RegisterOpportunity':
      return register(deal, command);
    case 'AssignOpportunity':
      return assign(deal, command);
    case 'AdvanceOpportunity':
      return advance(deal, command);
    case 'MoveOpportunityBack':
      return moveBack(deal, command);
    case 'ChangeExpectedClose':
      return changeExpectedClose(deal, command);
    case 'MoveOpportunityToCustomer':
      return moveToCustomer(deal, command);
    case 'RevalueOpportunity':
      return revalue(deal, command);
    case 'SetOpportunityAttributes':
      return setAttributes(deal, command);
    case 'AssessOpportunity':
      return assess(deal, command);
    case 'WinOpportunity':
      return win(deal, command);
    case 'LoseOpportunity':
      return lose(deal, command);
    case 'ReopenOpportunity':
      return reopen(deal, command);
    case 'ReclassifyOpportunity':
      return reclassify(deal, command);
    case 'HandOverOpportunity':
      return handOver(deal, command);
    case 'CorrectOpportunity':
      return correct(deal, command);
    case 'VoidOpportunity':
      return voided(deal, command);
  }
}

function voided({ state }: Deal, command: VoidOpportunity): Decision<OpportunityFact> {
  const no = datesInOrder(command, state.last);
  if (no) return no;
  const data = { reason: command.reason, retracted: [...movementsIn(state.history)], stated: [] };
  return [{ type: 'OpportunityVoided', businessDate: command.on, data }];
}
