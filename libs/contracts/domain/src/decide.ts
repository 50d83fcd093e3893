import type { Decider, Decision } from '@zongheng/kernel';
import type { ContractFact } from '@zongheng/contracts-events';
import { draft, sign, signDraft } from './agree.ts';
import { booksOf } from './books.ts';
import { amend, type LaterCommand, renew, resume, type Signed, suspend, terminate } from './change.ts';
import type { AbandonContract, ContractCommand } from './commands.ts';
import { correct, voided } from './correct.ts';
import { evolve } from './evolve.ts';
import { assign, followDraft, handOver, isDraft, reclassify } from './follow.ts';
import { refuse } from './refusals.ts';
import { rename } from './rename.ts';
import { type ContractState, unknownContract } from './state.ts';

/** Contracts: drafted, signed, amended, renewed, suspended and resumed, terminated, corrected and voided. */
export const contractDecider: Decider<ContractState, ContractCommand, ContractFact> = {
  initialState: () => unknownContract,
  evolve,
  decide(state, command) {
    if (command.type === 'AbandonContract') return abandon(state, command);
    if (state.phase === 'abandoned') return refuse('CONTRACTS.CONTRACT.ABANDONED', `it was closed on ${state.last}`);
    if (state.phase === 'voided') return decideVoided(state, command);
    if (command.type === 'DraftContract') return draft(state, command);
    if (command.type === 'SignContract') return sign(state, command);
    const { standing } = state;
    if (!standing) return refuse('CONTRACTS.CONTRACT.UNKNOWN', 'nothing was ever drafted or signed under this id');
    if (command.type === 'SignDraft') return signDraft(state, command);
    if (command.type === 'RenameContract') return rename(state, command);
    if (command.type === 'VoidContract') return voided(state, standing, command);
    const books = booksOf(state.history);
    return books ? decideSigned({ state, books }, command) : decideDraft(state, command);
  },
};

/** Closes what never came about; what has come about stays. */
function abandon({ phase }: ContractState, { on, reason }: AbandonContract): Decision<ContractFact> {
  return phase === 'unknown' ? [{ type: 'ContractAbandoned', businessDate: on, data: { reason } }] : [];
}

/** A voided contract is done with: voiding it again and what follows from elsewhere have no effect, anything else is refused. */
function decideVoided({ last }: ContractState, { type }: Exclude<ContractCommand, AbandonContract>): Decision<ContractFact> {
  if (type === 'VoidContract' || type === 'ReclassifyContract' || type === 'HandOverContract') return [];
  return refuse('CONTRACTS.CONTRACT.VOIDED', `it was voided on ${last}`);
}

type Later = Exclude<LaterCommand, { type: 'VoidContract' | 'AbandonContract' | 'RenameContract' }>;

function decideDraft(state: ContractState, command: Later): Decision<ContractFact> {
  switch (command.type) {
    case 'AssignContract':
    case 'HandOverContract':
    case 'ReclassifyContract':
      return followDraft(state, command);
    default:
      return isDraft(state);
  }
}

function decideSigned(signed: Signed, command: Later): Decision<ContractFact> {
  switch (command.type) {
    case 'AmendContract':
      return amend(signed, command);
    case 'RenewContract':
      return renew(signed, command);
    case 'SuspendContract':
      return suspend(signed, command);
    case 'ResumeContract':
      return resume(signed, command);
    case 'TerminateContract':
      return terminate(signed, command);
    case 'AssignContract':
      return assign(signed, command);
    case 'HandOverContract':
      return handOver(signed, command);
    case 'ReclassifyContract':
      return reclassify(signed, command);
    case 'CorrectContract':
      return correct(signed, command);
  }
}
