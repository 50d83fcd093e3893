import type { Movement } from './movement.ts';
import type { OpportunityFact } from './opportunity.ts';

/** A movement with its sign: -1 where a correction takes it back. */
export interface SignedMovement {
  readonly sign: 1 | -1;
  readonly movement: Movement;
}

/**
 * What an opportunity's event does to the books: every figure of sales is a sum over these. Ordinary events give one movement of their
 * own date; corrections and voids take back movements of earlier dates and state others.
 */
export function movementsOf(fact: OpportunityFact): readonly SignedMovement[] {
  const { businessDate: date } = fact;
  switch (fact.type) {
    case 'OpportunityOpened':
      return [{ sign: 1, movement: { date, out: null, in: fact.data.to, first: true, reached: [], opened: date } }];
    case 'OpportunityAdvanced':
    case 'OpportunityMovedBack':
    case 'OpportunityAssigned':
    case 'OpportunityReclassified':
    case 'OpportunityWon':
    case 'OpportunityLost':
    case 'OpportunityReopened': {
      const { from, to, first, reached, opened } = fact.data;
      return [{ sign: 1, movement: { date, out: from, in: to, first, reached, opened } }];
    }
    case 'ExpectedCloseChanged':
    case 'OpportunityMovedToCustomer':
    case 'OpportunityRevalued':
      return [{ sign: 1, movement: { date, out: fact.data.from, in: fact.data.to, first: false, reached: [], opened: fact.data.opened } }];
    case 'OpportunityCorrected':
    case 'OpportunityVoided':
      return [
        ...fact.data.retracted.map((movement): SignedMovement => ({ sign: -1, movement })),
        ...fact.data.stated.map((movement): SignedMovement => ({ sign: 1, movement })),
      ];
    case 'OpportunityAttributesSet':
    case 'OpportunityAssessed':
      return [];
  }
}
