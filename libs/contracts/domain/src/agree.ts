import { datesInOrder, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Cell, ContractFact, Standing, Status } from '@zongheng/contracts-events';
import { countedIn, leadingProductLine } from './books.ts';
import type { Agreement, DraftContract, SignContract, SignDraft } from './commands.ts';
import { ownerGone } from './facts.ts';
import { sameJson } from './history.ts';
import { faultOfTerm, linesOver } from './lines.ts';
import { refuse } from './refusals.ts';
import { type Piece, piecesOf } from './schedule/pieces.ts';
import type { ContractState } from './state.ts';
import { signing } from './steps.ts';

/** Drafts a contract, or its draft anew; nothing to do where it stands so already. */
export function draft(state: ContractState, command: DraftContract): Decision<ContractFact> {
  const agreed = agreedBy(state, command, 'draft');
  if (isRefusal(agreed)) return agreed;
  const { number, title, on } = command;
  const { standing: after, proposed } = agreed;
  if (state.title === title && sameJson(state.standing, after) && sameJson(state.proposed, proposed)) return [];
  return [{ type: 'ContractDrafted', businessDate: on, data: { number, title, after, proposed } }];
}

/** Signs a contract with the terms given. */
export function sign(state: ContractState, command: SignContract): Decision<ContractFact> {
  const agreed = agreedBy(state, command, 'signed');
  return isRefusal(agreed) ? agreed : [signedFact(command, command, agreed.standing, agreed.pieces)];
}

/** Signs a draft as it stands. */
export function signDraft(state: ContractState, command: SignDraft): Decision<ContractFact> {
  const { standing, proposed, number, title } = state;
  if (!standing || !proposed) return refuse('CONTRACTS.CONTRACT.EXISTS', `${number} is signed`);
  const no = datesInOrder(command, state.last);
  if (no) return no;
  return [signedFact(command, { number, title }, { ...standing, status: 'signed' }, proposed.lines.flatMap(piecesOf))];
}

function signedFact(
  { on }: Pick<SignDraft, 'on'>,
  { number, title }: { readonly number: string; readonly title: string },
  standing: Standing,
  pieces: readonly Piece[],
): ContractFact {
  const { effective, before, after, out, in: entered } = signing(on, { step: 'signed', standing, pieces });
  return { type: 'ContractSigned', businessDate: on, data: { number, title, effective, before, after, out, in: entered } };
}

interface Agreed {
  readonly standing: Standing;
  readonly proposed: Cell;
  readonly pieces: readonly Piece[];
}

/** What an agreement comes to, split by month; or what is wrong with it. */
function agreedBy(state: ContractState, command: (DraftContract | SignContract) & Agreement, status: Status): Agreed | Refusal {
  const { number, customer, owner, opportunity, currency, begins, ends } = command;
  if (state.phase === 'signed') return refuse('CONTRACTS.CONTRACT.EXISTS', `${state.number} is ${state.standing?.status ?? 'signed'}`);
  const term = { from: begins, to: ends };
  const no = datesInOrder(command, state.last) ?? ownerGone(owner, command.on, '/owner') ?? faultOfTerm(term, '/ends');
  if (no) return no;
  if (state.phase === 'draft' && state.number !== number) {
    return refuse('CONTRACTS.CONTRACT.NUMBER_FIXED', `it was drafted as ${state.number}`, { field: '/number' });
  }
  const lines = linesOver(command.lines, term);
  if (isRefusal(lines)) return lines;
  const pieces = lines.flatMap(piecesOf);
  const { id, region, segment } = customer;
  const standing: Standing = {
    status,
    customer: id,
    owner: owner.id,
    unit: owner.unit,
    region,
    segment,
    opportunity,
    currency,
    productLine: leadingProductLine(pieces, lines[0]?.productLine ?? ''),
    begins,
    ends,
  };
  return { standing, proposed: { ...countedIn(standing), lines }, pieces };
}
