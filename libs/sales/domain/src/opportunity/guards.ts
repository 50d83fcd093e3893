import { type CommandContext, datesInOrder, type Refusal } from '@zongheng/kernel';
import { refuse } from '../refusals.ts';
import { type Deal, movementsMax, movementsReserve } from './state.ts';

/** Refuses what is done to a closed deal, or on a date that cannot be, or beyond what a history holds. Null where the deal may change. */
export function notChangeable(deal: Deal, command: CommandContext): Refusal | null {
  return closed(deal) ?? datesInOrder(command, deal.state.last) ?? full(deal, movementsMax);
}

/** The same for closing a deal: it may use the reserve, so that no deal stays open for ever. */
export function notClosable(deal: Deal, command: CommandContext): Refusal | null {
  return closed(deal) ?? datesInOrder(command, deal.state.last) ?? full(deal, movementsReserve);
}

export function closed({ cell }: Deal): Refusal | null {
  return cell.status === 'open' ? null : refuse('SALES.OPPORTUNITY.CLOSED', `the opportunity was ${cell.status} on ${cell.since}`);
}

/** Refuses one more movement where a history has so many already. */
export function full({ state }: Deal, max: number): Refusal | null {
  if (state.history.length < max) return null;
  return refuse('SALES.OPPORTUNITY.HISTORY_FULL', `it has moved ${state.history.length} times, the most is ${max}`);
}
