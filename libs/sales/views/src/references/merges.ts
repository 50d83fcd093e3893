import type { MergesFact } from '@zongheng/customers-events';
import { type Buckets, type CustomerId, entryIn, type Fold, withEntryIn } from '@zongheng/kernel';

/** Which file each merged one went into, by its id. */
export type KnownMerges = Buckets<CustomerId>;

/** The merges of customers as sales refers to them. */
export const mergesReference: Fold<KnownMerges, MergesFact> = {
  initialState: () => ({}),
  evolve: (into, { data }) => withEntryIn(into, data.merged, data.into),
};

/** The file that stands for a customer today: the id itself, or the one it forwards to in the end. Merges never run in a circle. */
export function survivingCustomer(merges: KnownMerges, customer: CustomerId): CustomerId {
  let survivor = customer;
  for (let next = entryIn(merges, survivor); next !== undefined; next = entryIn(merges, survivor)) survivor = next;
  return survivor;
}
