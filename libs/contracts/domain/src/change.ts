import { addDays, type BusinessDate, datesInOrder, type Decision, isRefusal, type Refusal } from '@zongheng/kernel';
import type { ContractFact } from '@zongheng/contracts-events';
import type { Books } from './books.ts';
import type { AmendContract, ContractCommand, RenewContract, ResumeContract, SuspendContract, TerminateContract } from './commands.ts';
import { sameJson } from './history.ts';
import { full } from './lifecycle.ts';
import { faultOfTerm, linesOver } from './lines.ts';
import { refuse } from './refusals.ts';
import { cutAt, piecesOf } from './schedule/pieces.ts';
import { type ContractState, movementsReserve } from './state.ts';
import { movementOf } from './steps.ts';

/** A signed contract: its state, and the books that its movements make. */
export interface Signed {
  readonly state: ContractState;
  readonly books: Books;
}

/** Changes the months from a date on; nothing to do where they are so already. */
export function amend({ state, books }: Signed, command: AmendContract): Decision<ContractFact> {
  const { on, effective, ends, ended, reason } = command;
  const until = ends ?? books.standing.ends;
  const no = notRunning(books) ?? datesInOrder(command, state.last) ?? full(state) ?? faultOfAmendment(books, command, until);
  if (no) return no;
  const lines = command.lines.length === 0 ? [] : linesOver(command.lines, { from: effective, to: until });
  if (isRefusal(lines)) return lines;
  const named = [...lines.map(({ line }) => line), ...ended];
  const movement = movementOf(books, on, { step: 'amended', effective, ends, named, pieces: lines.flatMap(piecesOf) });
  if (sameJson(movement.out, movement.in) && sameJson(movement.before, movement.after)) return [];
  return [{ type: 'ContractAmended', businessDate: on, data: { reason, ...movedBy(movement) } }];
}

function faultOfAmendment({ standing, begins, pieces }: Books, command: AmendContract, until: BusinessDate): Refusal | null {
  const { effective, lines, ended } = command;
  if (effective < begins || effective > standing.ends) return outside(effective, begins, standing.ends, '/effective');
  if (until < standing.ends) {
    return refuse('CONTRACTS.TERM.ENDS_EARLIER', `it ends on ${standing.ends}, the amendment on ${until}`, { field: '/ends' });
  }
  const no = faultOfTerm({ from: standing.begins, to: until }, '/ends');
  if (no) return no;
  const running = new Set(cutAt(pieces, effective).gone.map(({ line }) => line.line));
  const unknown = ended.findIndex((line) => !running.has(line));
  if (unknown >= 0) {
    const found = `from ${effective} on it has ${[...running].join(', ') || 'no line'}, not ${ended[unknown]}`;
    return refuse('CONTRACTS.LINES.UNKNOWN', found, { field: `/ended/${unknown}` });
  }
  const again = lines.findIndex(({ line }) => ended.includes(line));
  if (again < 0) return null;
  return refuse('CONTRACTS.LINES.REPEATED', `the line ${lines[again]?.line} is replaced and ended at once`, {
    field: `/lines/${again}/line`,
  });
}

/** Adds a further term. The same one again is no news. */
export function renew({ state, books }: Signed, command: RenewContract): Decision<ContractFact> {
  const { on, ends, reason } = command;
  const { standing } = books;
  const begins = command.begins ?? (isRenewedUntil(state, ends) ? standing.begins : addDays(standing.ends, 1));
  const no = notRunning(books) ?? datesInOrder(command, state.last) ?? full(state) ?? faultOfTerm({ from: begins, to: ends }, '/ends');
  if (no) return no;
  const lines = linesOver(command.lines, { from: begins, to: ends });
  if (isRefusal(lines)) return lines;
  const pieces = lines.flatMap(piecesOf);
  if (isRenewedUntil(state, ends) && begins === standing.begins) {
    const last = state.history[state.history.length - 1];
    if (
      sameJson(
        last?.in.flatMap((cell) => cell.lines),
        lines,
      )
    )
      return [];
  }
  if (begins <= standing.ends) {
    return refuse('CONTRACTS.TERM.OVERLAPS', `the present term ends on ${standing.ends}`, { field: '/begins' });
  }
  const movement = movementOf(books, on, { step: 'renewed', begins, ends, pieces });
  return [{ type: 'ContractRenewed', businessDate: on, data: { reason, ...movedBy(movement) } }];
}

function isRenewedUntil({ history }: ContractState, ends: BusinessDate): boolean {
  const last = history[history.length - 1];
  return last?.step === 'renewed' && last.after.ends === ends;
}

export function suspend({ state, books }: Signed, command: SuspendContract): Decision<ContractFact> {
  const { on, effective, disposition, reason } = command;
  if (books.standing.status === 'suspended' && books.held?.since === effective && books.held.disposition === disposition) return [];
  const no = notRunning(books) ?? datesInOrder(command, state.last) ?? full(state) ?? notInTerms(books, effective, '/effective');
  if (no) return no;
  const movement = movementOf(books, on, { step: 'suspended', effective, disposition });
  return [{ type: 'ContractSuspended', businessDate: on, data: { disposition, reason, ...movedBy(movement) } }];
}

export function resume({ state, books }: Signed, command: ResumeContract): Decision<ContractFact> {
  const { on, effective, reason } = command;
  const last = state.history[state.history.length - 1];
  if (last?.step === 'resumed' && last.effective === effective) return [];
  if (books.standing.status === 'terminated') return terminated(books);
  if (!books.held) return refuse('CONTRACTS.CONTRACT.NOT_SUSPENDED', `it is ${books.standing.status}`);
  const no = datesInOrder(command, state.last) ?? full(state, movementsReserve);
  if (no) return no;
  if (effective < books.held.since) return outside(effective, books.held.since, books.standing.ends, '/effective');
  const movement = movementOf(books, on, { step: 'resumed', effective });
  return [{ type: 'ContractResumed', businessDate: on, data: { reason, ...movedBy(movement) } }];
}

/** Ends a contract on a last day; what a suspension held back is lost. */
export function terminate({ state, books }: Signed, command: TerminateContract): Decision<ContractFact> {
  const { on, lastDay, reason } = command;
  if (books.standing.status === 'terminated') return books.standing.ends === lastDay ? [] : terminated(books);
  const no = datesInOrder(command, state.last) ?? full(state, movementsReserve) ?? notInTerms(books, lastDay, '/lastDay');
  if (no) return no;
  const movement = movementOf(books, on, { step: 'terminated', lastDay });
  return [{ type: 'ContractTerminated', businessDate: on, data: { lastDay, reason, ...movedBy(movement) } }];
}

/** What a movement says in the fact that records it. */
export function movedBy({ effective, before, after, out, in: entered }: ReturnType<typeof movementOf>) {
  return { effective, before, after, out, in: entered };
}

/** Refuses to change a contract that is suspended or terminated. Null where it runs. */
export function notRunning(books: Books): Refusal | null {
  switch (books.standing.status) {
    case 'suspended':
      return refuse('CONTRACTS.CONTRACT.SUSPENDED', `it is suspended since ${books.held?.since}`);
    case 'terminated':
      return terminated(books);
    default:
      return null;
  }
}

export function terminated({ standing }: Books): Refusal {
  return refuse('CONTRACTS.CONTRACT.TERMINATED', `it was terminated with the last day ${standing.ends}`);
}

function notInTerms({ begins, standing }: Books, date: BusinessDate, field: string): Refusal | null {
  return date >= begins && date <= standing.ends ? null : outside(date, begins, standing.ends, field);
}

function outside(date: BusinessDate, begins: BusinessDate, ends: BusinessDate, field: string): Refusal {
  return refuse('CONTRACTS.TERM.DATE_OUTSIDE', `${date} is not from ${begins} to ${ends}`, { field });
}

export type LaterCommand = Exclude<ContractCommand, { type: 'DraftContract' | 'SignContract' | 'SignDraft' }>;
