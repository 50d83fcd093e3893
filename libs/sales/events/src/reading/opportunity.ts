import { type CustomerId, reference } from '@zongheng/kernel';
import type { OpportunityFact } from '../opportunity.ts';

/** An opportunity as others refer to it: whose it is; null where none was opened, or it was voided. */
export const opportunityReference = reference<{ readonly customer: CustomerId } | null, OpportunityFact>({
  category: 'opportunity',
  fold: {
    initialState: () => null,
    evolve(known, fact) {
      switch (fact.type) {
        case 'OpportunityOpened':
        case 'OpportunityMovedToCustomer':
          return { customer: fact.data.to.customer };
        case 'OpportunityVoided':
          return null;
        default:
          return known;
      }
    },
  },
});
