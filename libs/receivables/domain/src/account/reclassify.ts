import { type Decision, effectiveFrom, notInFuture, textsFrom } from '@zongheng/kernel';
import { type AccountCell, type AccountFact, type Posting, postingsMax } from '@zongheng/receivables-events';
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
  return draft.facts.flatMap(inParts);
}

/** What moves more cells than one event may say is said by several; what leaves a cell and where it enters stay together. */
function inParts(fact: AccountFact): AccountFact[] {
  if (fact.type !== 'AccountReclassified' || fact.data.postings.length <= postingsMax) return [fact];
  return partsOf(fact.data.postings, postingsMax).map((postings) => ({ ...fact, data: { ...fact.data, postings } }));
}

/** Postings in lots of at most so many, an even number. */
export function partsOf(postings: readonly Posting[], max: number): Posting[][] {
  return Array.from({ length: Math.ceil(postings.length / max) }, (_, part) => postings.slice(part * max, (part + 1) * max));
}

function sameAccountCell(one: AccountCell, other: AccountCell): boolean {
  return one.customer === other.customer && one.owner === other.owner && one.unit === other.unit && one.region === other.region;
}
