import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { CustomerIdentityRecorded } from '@zongheng/customers-events';

type Recorded = RecordedOf<typeof CustomerIdentityRecorded>;

/** The stream of the identity that the customer had before. */
export interface FormerIdentity {
  readonly stream: string;
}

/** An identity that its customer has no longer is free again. */
export const identityIsReleased: Policy<Recorded, FormerIdentity> = {
  name: 'identities-are-released',
  meaning: { zh: '客户不再持有的证件号予以释放', en: 'An identity that its customer has no longer is free again' },
  handles: ['CustomerIdentityRecorded'],
  react({ stream, data: { document, from }, businessDate: on }, former) {
    if (from === null) return [];
    return [{ command: 'ReleaseIdentity', id: former.stream, body: { document, customer: idOf(stream) }, on }];
  },
};
