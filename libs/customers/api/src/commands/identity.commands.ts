import { type HolderStanding, type IdentityState, isClosed } from '@zongheng/customers-domain';
import { type IdentityDocument, identityDocuments, survivorFor } from '@zongheng/customers-events';
import type { CustomerId } from '@zongheng/kernel';
import { aggregateCommands, IdField, OneOf, type Preparation } from '@zongheng/nest-kit';
import { IdentityKeys } from '../identity-keys.ts';
import { customerAggregate } from './customer.aggregate.ts';
import { identityAggregate, says } from './identity.aggregate.ts';
import { releasingIdentity } from './registering.ts';

export class ReserveIdentityBody {
  @OneOf(identityDocuments)
  readonly document!: IdentityDocument;

  @IdField()
  readonly customer!: CustomerId;
}

export class ReleaseIdentityBody {
  @OneOf(identityDocuments)
  readonly document!: IdentityDocument;

  @IdField()
  readonly customer!: CustomerId;
}

export const identityCommands = aggregateCommands(
  { aggregate: identityAggregate, collection: 'identities', title: { zh: '证件号占用', en: 'Reserved identities' } },
  (command) => [
    command.internal('ReserveIdentity', ReserveIdentityBody, {
      summary: { zh: '占用证件号', en: 'Reserve an identity for a customer' },
      async prepare(body, given) {
        const { holder } = given.state;
        if (holder === null) return { ...body, holderStanding: 'nothing', holderMergedInto: null };
        const [holderStanding, stands] = [await standingOf(holder, given), await survivorFor(given, holder)];
        return { ...body, holderStanding, holderMergedInto: stands === holder ? null : stands };
      },
    }),
    command.internal('ReleaseIdentity', ReleaseIdentityBody, {
      summary: { zh: '释放证件号', en: 'Let an identity go that its customer has no longer' },
      around: releasingIdentity,
      async prepare(body, given) {
        const file = (await given.load(customerAggregate, body.customer))?.state.file;
        const closed = file ? isClosed(file.closedClaims, { identity: given.id, reservation: given.state.reservations }) : false;
        return { ...body, isClosed: closed };
      },
    }),
  ],
);

async function standingOf(holder: CustomerId, given: Preparation<IdentityState>): Promise<HolderStanding> {
  const found = await given.load(customerAggregate, holder);
  if (!found) return 'nothing';
  const { file } = found.state;
  if (!file) return 'abandoned';
  if (says(file, given.id, given.get(IdentityKeys))) return 'registered';
  return isClosed(file.closedClaims, { identity: given.id, reservation: given.state.reservations }) ? 'lapsed' : 'claiming';
}
