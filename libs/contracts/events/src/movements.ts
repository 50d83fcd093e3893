import { contractEvents, type ContractFact } from './contract-events.ts';
import type { Movement } from './movement.ts';

/** What moves nothing: a draft, what never came about, a name. */
const idle = ['ContractDrafted', 'ContractAbandoned', 'ContractRenamed'] as const;

/** The types of the events that move something. */
export const movingEvents: readonly ContractFact['type'][] = contractEvents
  .map(({ type }) => type)
  .filter((type) => !idle.some((each) => each === type));

/** A movement with its sign: -1 where a correction takes it back. */
export interface SignedMovement {
  readonly sign: 1 | -1;
  readonly movement: Movement;
}

/**
 * What a contract's event does to the books: every figure of contracts is a sum over these. Ordinary events give one movement of their own
 * date; corrections and voids take back movements of earlier dates and state others; a draft moves nothing, nor does what never came about.
 */
export function movementsOf(fact: ContractFact): readonly SignedMovement[] {
  switch (fact.type) {
    case 'ContractDrafted':
    case 'ContractAbandoned':
    case 'ContractRenamed':
      return [];
    case 'ContractCorrected':
    case 'ContractVoided':
      return [
        ...fact.data.retracted.map((movement): SignedMovement => ({ sign: -1, movement })),
        ...fact.data.stated.map((movement): SignedMovement => ({ sign: 1, movement })),
      ];
    default: {
      const { effective, before, after, out, in: entered } = fact.data;
      const disposition = fact.type === 'ContractSuspended' ? fact.data.disposition : null;
      const movement = { date: fact.businessDate, step: stepOf(fact.type), disposition, effective, before, after, out, in: entered };
      return [{ sign: 1, movement }];
    }
  }
}

type MovingType = Exclude<ContractFact['type'], (typeof idle)[number] | 'ContractCorrected' | 'ContractVoided'>;

function stepOf(type: MovingType): Movement['step'] {
  switch (type) {
    case 'ContractSigned':
      return 'signed';
    case 'ContractAmended':
      return 'amended';
    case 'ContractRenewed':
      return 'renewed';
    case 'ContractSuspended':
      return 'suspended';
    case 'ContractResumed':
      return 'resumed';
    case 'ContractTerminated':
      return 'terminated';
    case 'ContractAssigned':
      return 'assigned';
    case 'ContractReclassified':
      return 'reclassified';
  }
}
