import type { Refusal } from '@zongheng/kernel';
import { refuse } from './refusals.ts';
import { type ContractState, movementsMax } from './state.ts';

/** Refuses one more movement where a history has so many already. */
export function full({ history }: ContractState, max: number = movementsMax): Refusal | null {
  if (history.length < max) return null;
  return refuse('CONTRACTS.CONTRACT.HISTORY_FULL', `it has moved ${history.length} times, the most is ${max}`);
}
