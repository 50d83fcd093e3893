import { type CustomerCommand, type CustomerState, documentOf, identityNumber, type ReservedIdentity } from '@zongheng/customers-domain';
import type { CustomerKind } from '@zongheng/customers-events';
import { aggregateCommands, type CommandBuilder, type Preparation } from '@zongheng/nest-kit';
import { contactCommands } from './contact.commands.ts';
import { customerAggregate } from './customer.aggregate.ts';
import {
  AbandonRegistrationBody,
  AssignCustomerOwnerBody,
  ChangeCustomerDetailsBody,
  ChangeLifecycleStageBody,
  CloseIdentityClaimBody,
  FollowWonDealBody,
  HandOverCustomerBody,
  RecordIdentityBody,
  RegisterCustomerBody,
  SetCustomerAttributesBody,
} from './customer.bodies.ts';
import { IdentityKeys } from '../identity-keys.ts';
import { forwarded } from './forwarding.ts';
import { dealingCommands } from './dealing.commands.ts';
import { refusedAsDuplicate } from './duplicates.ts';
import { identityAggregate, says } from './identity.aggregate.ts';
import { attributesFor, isRegion, mergedAway, unitOf } from './references.ts';
import { recordingIdentity, registering } from './registering.ts';
import { understandingCommands } from './understanding.commands.ts';

type Builder = CommandBuilder<CustomerState, CustomerCommand>;

export const customerCommands = aggregateCommands(
  { aggregate: customerAggregate, collection: 'customers', title: { zh: '客户', en: 'Customers' } },
  (command) => [
    ...fileCommands(command),
    ...ownerCommands(command),
    ...contactCommands(command),
    ...understandingCommands(command),
    ...dealingCommands(command),
  ],
);

function fileCommands(command: Builder) {
  return [
    command.creates('RegisterCustomer', RegisterCustomerBody, {
      summary: { zh: '客户建档', en: 'Register a customer' },
      around: registering,
      async prepare({ kind, owner, reference, identity, ...body }, given) {
        const refusal = given.state.file ? null : await refusedAsDuplicate(given, { ...body, ...(reference ? { reference } : {}) });
        if (refusal) return refusal;
        const details = {
          name: body.name,
          standing: body.standing ?? 'prospect',
          region: body.region ?? null,
          segment: body.segment ?? null,
          phone: body.phone ?? null,
          email: body.email ?? null,
        };
        const [ownerUnit, regionKnown] = [await unitOf(given, owner, given.on), await isRegion(given, body.region)];
        const named = await reservedFor(given, kind, identity);
        return { kind, details, owner, ownerUnit, regionKnown, identity: named, reference: reference ?? null };
      },
    }),
    command.internal('AbandonRegistration', AbandonRegistrationBody, {
      summary: { zh: '作废未完成的建档', en: 'Close a registration that never came about' },
    }),
    command('ChangeCustomerDetails', ChangeCustomerDetailsBody, {
      verb: 'change-details',
      summary: { zh: '变更客户资料', en: 'Change a customer’s details' },
      async prepare({ clears, ...body }, given) {
        const cleared = Object.fromEntries((clears ?? []).map((field) => [field, null]));
        const { name, standing, region, segment, phone, email } = body;
        const changes = { name, standing, region, segment, phone, email, ...cleared };
        return (await mergedAway(given)) ?? { changes, regionKnown: await isRegion(given, region) };
      },
    }),
    command('RecordIdentity', RecordIdentityBody, {
      verb: 'record-identity',
      summary: { zh: '登记证件号', en: 'Record the number that names a customer to the state' },
      around: recordingIdentity,
      async prepare({ identity }, given) {
        const kind = given.state.file?.kind ?? 'enterprise';
        return (await mergedAway(given)) ?? { identity: await reservedFor(given, kind, identity) };
      },
    }),
    command.internal('CloseIdentityClaim', CloseIdentityClaimBody, {
      summary: { zh: '作废证件号占用', en: 'Close a reservation that the file does not rest on' },
      prepare: (body, given) => ({ ...body, isRecorded: says(given.state.file, body.identity, given.get(IdentityKeys)) }),
    }),
    command('SetCustomerAttributes', SetCustomerAttributesBody, {
      verb: 'set-attributes',
      summary: { zh: '设置客户属性', en: 'Set typed attributes of a customer, or remove some' },
      prepare: async ({ set, remove }, given) =>
        (await mergedAway(given)) ?? { set: set ?? {}, remove: remove ?? [], catalogue: await attributesFor(given) },
    }),
  ] as const;
}

function ownerCommands(command: Builder) {
  return [
    command('AssignCustomerOwner', AssignCustomerOwnerBody, {
      verb: 'assign-owner',
      summary: { zh: '指定客户负责人', en: 'Give a customer to another owner' },
      prepare: async ({ owner, reason }, given) =>
        (await mergedAway(given)) ?? { owner, ownerUnit: await unitOf(given, owner, given.on), reason: reason ?? null },
    }),
    command.internal('HandOverCustomer', HandOverCustomerBody, {
      summary: { zh: '随负责人变动移交客户', en: 'Let a customer follow what happened to its owner' },
      prepare: ({ from, to, reason }) => ({ from, to, reason: reason ?? null }),
    }),
    command('ChangeLifecycleStage', ChangeLifecycleStageBody, {
      verb: 'change-stage',
      summary: { zh: '变更客户生命周期阶段', en: 'Let a customer enter another stage of its life with us' },
      prepare: async ({ stage, reason }, given) => (await mergedAway(given)) ?? { stage, reason: reason ?? null },
    }),
    command.internal('FollowWonDeal', FollowWonDealBody, {
      summary: { zh: '随赢单变更客户阶段', en: 'Let a customer’s stage follow a deal that was won' },
      around: forwarded,
    }),
  ] as const;
}

/** The identity of a body, and the reservation that this customer has of it, by its stream. */
async function reservedFor(given: Preparation, kind: CustomerKind, identity: string | undefined): Promise<ReservedIdentity | null> {
  if (identity === undefined) return null;
  const named = { document: documentOf(kind), number: identityNumber(identity) };
  const stream = given.get(IdentityKeys).streamIdOf(named.document, named.number);
  const state = (await given.load(identityAggregate, stream))?.state;
  const claim = state?.holder === given.id ? { identity: stream, reservation: state.reservations } : null;
  return { ...named, claim };
}
