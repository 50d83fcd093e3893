import { datesInOrder, type Decision } from '@zongheng/kernel';
import type { ContractFact } from '@zongheng/contracts-events';
import type { RenameContract } from './commands.ts';
import { refuse } from './refusals.ts';
import type { ContractState } from './state.ts';

/** Its number or its title was recorded wrongly. Nothing that is counted depends on either. */
export function rename(state: ContractState, command: RenameContract): Decision<ContractFact> {
  const { reason, on: businessDate } = command;
  if (command.number === null && command.title === null) {
    return refuse('CONTRACTS.CORRECTION.INCOMPLETE', 'neither number nor title is given', { field: '/number' });
  }
  const from = { number: state.number, title: state.title };
  const to = { number: command.number ?? from.number, title: command.title ?? from.title };
  if (to.number === from.number && to.title === from.title) return [];
  return datesInOrder(command, state.last) ?? [{ type: 'ContractRenamed', businessDate, data: { reason, from, to } }];
}
