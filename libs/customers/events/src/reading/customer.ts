import { type CustomerId, reference, type ReferenceReader, type RegionId } from '@zongheng/kernel';
import type { CustomerFact } from '../customer.ts';
import type { CustomerDetails, Ownership } from '../details.ts';
import { survivorFor } from './merges.ts';

/** What others must know of a customer’s file to decide: no names. */
export interface KnownCustomer extends Ownership {
  /** Whether they are identified, and not a prospect only. */
  readonly identified: boolean;
  readonly region: RegionId | null;
  readonly segment: string | null;
}

/** A customer’s file as others refer to it; null where none was opened. */
export const customerReference = reference<KnownCustomer | null, CustomerFact>({
  category: 'customer',
  fold: {
    initialState: () => null,
    evolve(known, fact) {
      switch (fact.type) {
        case 'CustomerRegistered':
          return { ...seen(fact.data.details), ...fact.data.ownership };
        case 'CustomerDetailsChanged':
          return known && { ...known, ...seen(fact.data.to) };
        case 'CustomerOwnerAssigned':
          return known && { ...known, ...fact.data.to };
        default:
          return known;
      }
    },
  },
});

/** The customer that an id stands for now: of a merged file, the one that stayed; null where there is none. */
export async function standingCustomer(given: ReferenceReader, id: string): Promise<(KnownCustomer & { readonly id: CustomerId }) | null> {
  const stays = await survivorFor(given, id);
  const known = (await given.load(customerReference, stays))?.state;
  return known ? { ...known, id: stays } : null;
}

function seen({ standing, region, segment }: CustomerDetails): Omit<KnownCustomer, keyof Ownership> {
  return { identified: standing === 'identified', region, segment };
}
