import { type BusinessDate, type CommandContext, firstRefusal, notBefore, notInFuture, type Refusal } from '@zongheng/kernel';
import { refuse } from './refusals.ts';
import { type ContractState, movementsMax } from './state.ts';

/** What every fact of a lifecycle must keep: it is not dated in the future, and not before the last one. Null where the date is fine. */
export function datesInOrder(command: CommandContext, last: BusinessDate): Refusal | null {
  return firstRefusal(notInFuture(command), notBefore(command, last));
}

/** Refuses one more movement where a history has so many already. */
export function full({ history }: ContractState, max: number = movementsMax): Refusal | null {
  if (history.length < max) return null;
  return refuse('CONTRACTS.CONTRACT.HISTORY_FULL', `it has moved ${history.length} times, the most is ${max}`);
}
