import { type BusinessDate, datesInOrder, type Decision, effectiveFrom, notInFuture } from '@zongheng/kernel';
import type { ContractFact, Standing } from '@zongheng/contracts-events';
import { countedIn } from './books.ts';
import { type Signed, movedBy, terminated } from './change.ts';
import type { AssignContract, HandOverContract, ReclassifyContract } from './commands.ts';
import { ownerGone } from './facts.ts';
import { full } from './lifecycle.ts';
import { refuse } from './refusals.ts';
import { type ContractState, movementsReserve } from './state.ts';
import { type Following, movementOf } from './steps.ts';

/** Gives a signed contract to another owner; nothing to do where they own it already. */
export function assign({ state, books }: Signed, command: AssignContract): Decision<ContractFact> {
  const { owner, on, reason } = command;
  if (books.standing.status === 'terminated') return terminated(books);
  if (books.standing.owner === owner.id && books.standing.unit === owner.unit) return [];
  const no = datesInOrder(command, state.last) ?? ownerGone(owner, on, '/owner') ?? full(state);
  return no ?? [assigned({ state, books }, on, owner, reason)];
}

/** The owner left: the contract goes to whoever takes over. Terminated ones stay where they are. */
export function handOver({ state, books }: Signed, command: HandOverContract): Decision<ContractFact> {
  const { from, to, reason } = command;
  const { status, owner } = books.standing;
  if (status === 'terminated' || owner !== from || to.id === from) return [];
  const on = effectiveFrom(command.on, state.last);
  const no = notInFuture(command) ?? ownerGone(to, on, '/to') ?? full(state, movementsReserve);
  return no ?? [assigned({ state, books }, on, to, reason)];
}

function assigned({ books }: Signed, on: BusinessDate, owner: AssignContract['owner'], reason: string | null): ContractFact {
  const movement = movementOf(books, on, { step: 'assigned', owner: owner.id, unit: owner.unit });
  return { type: 'ContractAssigned', businessDate: on, data: { reason, ...movedBy(movement) } };
}

/** What a contract is counted by changed elsewhere. Nothing to do where it is terminated, not concerned any more, or counted so already. */
export function reclassify({ state, books }: Signed, command: ReclassifyContract): Decision<ContractFact> {
  const following = books.standing.status === 'terminated' ? null : followingBy(books.standing, command);
  if (!following) return [];
  const no = notInFuture(command) ?? full(state, movementsReserve);
  if (no) return no;
  const on = effectiveFrom(command.on, state.last);
  const movement = movementOf(books, on, following);
  return [{ type: 'ContractReclassified', businessDate: on, data: { cause: command.cause, ...movedBy(movement) } }];
}

function followingBy(standing: Standing, command: ReclassifyContract): Following | null {
  if (command.cause === 'employee-transferred') {
    const { owner, unit } = command;
    return standing.owner === owner && standing.unit !== unit ? { step: 'reclassified', of: owner, unit } : null;
  }
  const { customer, region, segment } = command;
  if (standing.customer !== customer || (standing.region === region && standing.segment === segment)) return null;
  return { step: 'reclassified', region, segment };
}

/** A draft follows by being drafted anew: it counts for nothing, so no months move. */
export function followDraft(state: ContractState, command: AssignContract | HandOverContract | ReclassifyContract): Decision<ContractFact> {
  const { standing, proposed, number, title } = state;
  const change = standing && changeOfDraft(standing, command);
  if (!standing || !proposed || !change) return [];
  const on = command.type === 'AssignContract' ? command.on : effectiveFrom(command.on, state.last);
  const taker = command.type === 'AssignContract' ? command.owner : command.type === 'HandOverContract' ? command.to : null;
  const no =
    (command.type === 'AssignContract' ? datesInOrder(command, state.last) : notInFuture(command)) ??
    (taker && ownerGone(taker, on, command.type === 'AssignContract' ? '/owner' : '/to'));
  if (no) return no;
  const after = { ...standing, ...change };
  return [
    { type: 'ContractDrafted', businessDate: on, data: { number, title, after, proposed: { ...countedIn(after), lines: proposed.lines } } },
  ];
}

function changeOfDraft(standing: Standing, command: AssignContract | HandOverContract | ReclassifyContract): Partial<Standing> | null {
  switch (command.type) {
    case 'AssignContract': {
      const { id: owner, unit } = command.owner;
      return standing.owner === owner && standing.unit === unit ? null : { owner, unit };
    }
    case 'HandOverContract':
      return standing.owner === command.from && command.to.id !== command.from ? { owner: command.to.id, unit: command.to.unit } : null;
    case 'ReclassifyContract': {
      if (command.cause === 'employee-transferred') {
        return standing.owner === command.owner && standing.unit !== command.unit ? { unit: command.unit } : null;
      }
      const { customer, region, segment } = command;
      const same = standing.region === region && standing.segment === segment;
      return standing.customer !== customer || same ? null : { region, segment };
    }
  }
}

/** Refuses what only a signed contract can undergo. */
export function isDraft({ number }: ContractState) {
  return refuse('CONTRACTS.CONTRACT.DRAFT', `${number} is a draft`);
}
