import { type CustomerId, defineEvent, type FactOf, Id, KeyOf, type RecordedOf, Shape, Type } from '@zongheng/kernel';
import { identityDocuments } from './details.ts';

/**
 * Each ID number and tax code has a stream of its own, named by a keyed hash of it, which says whose it is: so that nobody else can have it,
 * and no personal datum stands in a name.
 */
export const IdentityReserved = defineEvent({
  type: 'IdentityReserved',
  version: 1,
  stream: 'identity',
  meaning: { zh: '证件号占用', en: 'An ID number or tax code was reserved for a customer' },
  data: Shape({
    document: KeyOf(identityDocuments),
    customer: Id<CustomerId>(),
    /** Whose claim was closed before: a registration that never came about, a file that does not say it; null where it was free. */
    after: Type.Union([Id<CustomerId>(), Type.Null()]),
  }),
});

export const IdentityReleased = defineEvent({
  type: 'IdentityReleased',
  version: 1,
  stream: 'identity',
  meaning: { zh: '证件号释放', en: 'A customer has that ID number or tax code no longer: it is free again' },
  data: Shape({ document: KeyOf(identityDocuments), customer: Id<CustomerId>() }),
});

export const identityEvents = [IdentityReserved, IdentityReleased] as const;
export type IdentityFact = FactOf<(typeof identityEvents)[number]>;
export type RecordedIdentityEvent = RecordedOf<(typeof identityEvents)[number]>;
