import { type Decision, effectiveFrom, notInFuture, textsFrom } from '@zongheng/kernel';
import type { AccountCell, AccountFact, Posting } from '@zongheng/receivables-events';
import { creditCellOn } from './cells.ts';
import type { ReclassifyAccount } from './commands.ts';
import { Draft } from './draft.ts';
import { type AccountState, numberOfOpen } from './state.ts';

/** The account follows what changed elsewhere, with all that is open and all that stands on it: on the later of that day and its own last. */
export function reclassifyAccount(state: AccountState, command: ReclassifyAccount): Decision<AccountFact> {
  const from = state.cells.at(-1)?.[1];
  const { cell: to, cause } = command;
  if (!from || state.last === null || sameAccountCell(from, to)) return [];
  const no = notInFuture(command);
  if (no) return no;
  const date = effectiveFrom(command.on, state.last);
  const draft = new Draft(state);
  const cells: AccountState['cells'] = [...state.cells, [date, to]];
  const also = Object.entries(state.onAccount).flatMap(([currency, credit]): Posting[] => [
    { date, cell: { ...creditCellOn(cells, currency, date), ...from }, open: 0, invoices: 0, credit: -credit },
    { date, cell: creditCellOn(cells, currency, date), open: 0, invoices: 0, credit },
  ]);
  draft.post(
    { type: 'AccountReclassified', businessDate: date, data: { cause, from, to } },
    { invoices: [...textsFrom(state.open)].map(numberOfOpen), also },
  );
  return draft.facts;
}

function sameAccountCell(one: AccountCell, other: AccountCell): boolean {
  return one.customer === other.customer && one.owner === other.owner && one.unit === other.unit && one.region === other.region;
}
