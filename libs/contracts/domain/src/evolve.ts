import { type ContractFact, movementsOf } from '@zongheng/contracts-events';
import { rewritten } from './history.ts';
import type { ContractState } from './state.ts';

export function evolve(state: ContractState, fact: ContractFact): ContractState {
  const last = fact.businessDate;
  switch (fact.type) {
    case 'ContractDrafted': {
      const { number, title, after, proposed } = fact.data;
      return { ...state, phase: 'draft', number, title, standing: after, proposed, last };
    }
    case 'ContractSigned': {
      const { number, title } = fact.data;
      return { ...moved(state, fact), phase: 'signed', number, title, proposed: null };
    }
    case 'ContractAmended':
    case 'ContractRenewed':
    case 'ContractSuspended':
    case 'ContractResumed':
    case 'ContractTerminated':
    case 'ContractAssigned':
    case 'ContractReclassified':
      return moved(state, fact);
    case 'ContractCorrected': {
      const { retracted, stated, after } = fact.data;
      return { ...state, history: rewritten(state.history, retracted, stated), standing: after, last };
    }
    case 'ContractRenamed':
      return { ...state, ...fact.data.to, last };
    case 'ContractAbandoned':
      return { ...state, phase: 'abandoned', last };
    case 'ContractVoided':
      return { ...state, phase: 'voided', last };
  }
}

type Moving = Exclude<
  ContractFact,
  { type: 'ContractDrafted' | 'ContractCorrected' | 'ContractVoided' | 'ContractAbandoned' | 'ContractRenamed' }
>;

function moved(state: ContractState, fact: Moving): ContractState {
  const history = [...state.history, ...movementsOf(fact).map(({ movement }) => movement)];
  return { ...state, history, standing: fact.data.after, last: fact.businessDate };
}
