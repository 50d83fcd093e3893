import { identityDecider } from '@zongheng/customers-domain';
import { type IdentityDocument, identityDocuments } from '@zongheng/customers-events';
import type { CustomerId } from '@zongheng/kernel';
import { aggregateCommands, defineAggregate, IdField, OneOf, type Preparation, TextField } from '@zongheng/nest-kit';
import { customerAggregate } from './customer.aggregate.ts';

/** An identity's own stream, named by its keyed hash. */
export const identityAggregate = defineAggregate({ category: 'identity', decider: identityDecider, orderingKey: (_first, id) => id });

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

  @TextField(64, { description: 'The number: where the file says it again, it stays reserved' })
  readonly number!: string;
}

export const identityCommands = aggregateCommands(
  { aggregate: identityAggregate, collection: 'identities', title: { zh: '证件号占用', en: 'Reserved identities' } },
  (command) => [
    command.internal('ReserveIdentity', ReserveIdentityBody, {
      summary: { zh: '占用证件号', en: 'Reserve an identity for a customer' },
      async prepare(body, given) {
        const { holder } = given.state;
        return { ...body, holderStanding: holder === null ? 'nothing' : await standingOf(given, holder) };
      },
    }),
    command.internal('ReleaseIdentity', ReleaseIdentityBody, {
      summary: { zh: '释放证件号', en: 'Let an identity go that its customer has no longer' },
      async prepare({ document, customer, number }, given) {
        const file = (await given.load(customerAggregate, customer))?.state.file;
        return { document, customer, isRecorded: file?.identity?.number === number };
      },
    }),
  ],
);

async function standingOf(given: Preparation, holder: CustomerId): Promise<'registered' | 'abandoned' | 'nothing'> {
  const found = await given.load(customerAggregate, holder);
  if (!found) return 'nothing';
  return found.state.file ? 'registered' : 'abandoned';
}
