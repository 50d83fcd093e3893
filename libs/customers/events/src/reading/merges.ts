import { type Buckets, type CustomerId, entryIn, reference, type ReferenceReader, withEntryIn, withoutEntryIn } from '@zongheng/kernel';
import type { MergesFact } from '../merges.ts';
import { survivorOf } from './survivor.ts';

/** Which file each merged one went into, by its id. */
export type KnownMerges = Buckets<CustomerId>;

/** The merges of customers as others refer to them; their only stream is `merges-main`. */
export const mergesReference = reference<KnownMerges, MergesFact>({
  category: 'merges',
  fold: {
    initialState: () => ({}),
    evolve: (into, { type, data }) =>
      type === 'CustomersMerged' ? withEntryIn(into, data.merged, data.into) : withoutEntryIn(into, data.merged),
  },
});

/** The file that stands for a customer today: the id itself, or the one it forwards to in the end. */
export function survivingCustomer(merges: KnownMerges | undefined, customer: CustomerId): CustomerId {
  return survivorOf(customer, (id) => entryIn(merges ?? {}, id) ?? null);
}

/** The same, where the merges are still to be looked at. */
export async function survivorFor(given: ReferenceReader, id: string): Promise<CustomerId> {
  return survivingCustomer((await given.load(mergesReference, 'main'))?.state, id as CustomerId);
}
