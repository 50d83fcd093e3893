import {
  AttributeValue,
  defineEvent,
  type FactOf,
  Id,
  Key,
  KeyOf,
  type Labels,
  personal,
  type RecordedOf,
  Shape,
  Text,
  Type,
} from '@zongheng/kernel';
import { contactEvents } from './contacts.ts';
import { dealingEvents } from './dealings.ts';
import { CustomerCell, CustomerDetails, customerKinds, identityDocuments, Ownership, SourceRecord } from './details.ts';
import { understandingEvents } from './understandings.ts';

const stream = 'customer';

export const CustomerRegistered = defineEvent({
  type: 'CustomerRegistered',
  version: 1,
  stream,
  meaning: { zh: '客户建档', en: 'A customer’s file was opened' },
  data: Shape({
    kind: KeyOf(customerKinds),
    details: CustomerDetails,
    ownership: Ownership,
    /** The record in the system it came from, where it came from one. */
    reference: Type.Union([SourceRecord, Type.Null()]),
  }),
});

export const RegistrationAbandoned = defineEvent({
  type: 'RegistrationAbandoned',
  version: 1,
  stream,
  meaning: {
    zh: '建档作废：该编号未完成建档，证件号已让与他人',
    en: 'A registration that did not come about was closed for ever, so that its identity could go to another',
  },
  data: Shape({ reason: Text(500) }),
});

export const CustomerIdentityRecorded = defineEvent({
  type: 'CustomerIdentityRecorded',
  version: 1,
  stream,
  meaning: { zh: '登记证件号', en: 'The number that names a customer to the state was recorded; nobody else has it' },
  data: Shape({
    document: KeyOf(identityDocuments),
    from: personal(Type.Union([Text(64), Type.Null()])),
    to: personal(Type.Union([Text(64), Type.Null()])),
  }),
});

export const IdentityClaimClosed = defineEvent({
  type: 'IdentityClaimClosed',
  version: 1,
  stream,
  meaning: {
    zh: '证件号占用作废：本档案不得再凭该次占用登记',
    en: 'A reservation of an identity that the file does not say was closed: the file can record nothing on it later',
  },
  data: Shape({
    /** The identity’s stream, by its keyed hash. */
    identity: Id(),
    /** Which reservation of it, and all before: they are counted from 1. */
    reservation: Type.Integer({ minimum: 1 }),
  }),
});

export const CustomerDetailsChanged = defineEvent({
  type: 'CustomerDetailsChanged',
  version: 1,
  stream,
  meaning: { zh: '客户资料变更', en: 'A customer’s details changed' },
  data: Shape({ from: CustomerDetails, to: CustomerDetails }),
});

export const CustomerOwnerAssigned = defineEvent({
  type: 'CustomerOwnerAssigned',
  version: 1,
  stream,
  meaning: { zh: '客户负责人变更', en: 'A customer was given to another owner, or the owner’s unit changed' },
  data: Shape({ from: Ownership, to: Ownership, reason: Type.Union([Text(), Type.Null()]) }),
});

export const CustomerAttributesSet = defineEvent({
  type: 'CustomerAttributesSet',
  version: 1,
  stream,
  meaning: { zh: '设置客户属性', en: 'Typed attributes of a customer were set or removed' },
  data: Shape({
    set: Type.Record(Key(), AttributeValue),
    /** Those that the catalogue calls personal stand apart, so that the whole of them can be marked. */
    setPersonal: personal(Type.Record(Key(), AttributeValue)),
    removed: Type.Array(Key(), { maxItems: 1_000 }),
  }),
});

export type StageCause = 'recorded' | 'opportunity-won';
export const stageCauses: Labels<StageCause> = {
  recorded: { zh: '人工登记', en: 'Somebody said so' },
  'opportunity-won': { zh: '赢单', en: 'A deal was won' },
};

export const LifecycleStageChanged = defineEvent({
  type: 'LifecycleStageChanged',
  version: 1,
  stream,
  meaning: { zh: '客户生命周期阶段变更', en: 'A customer entered another stage of its life with us' },
  data: Shape({ from: CustomerCell, to: CustomerCell, cause: KeyOf(stageCauses), reason: Type.Union([Text(500), Type.Null()]) }),
});

export const CustomerReclassified = defineEvent({
  type: 'CustomerReclassified',
  version: 1,
  stream,
  meaning: { zh: '客户统计归类变更', en: 'What a customer is counted by changed: the cell it leaves and the one it enters' },
  data: Shape({ from: CustomerCell, to: CustomerCell }),
});

/** A file's own events; what was said and done with the customer stands beside them in the same stream. */
export const fileEvents = [
  CustomerRegistered,
  CustomerDetailsChanged,
  CustomerOwnerAssigned,
  CustomerIdentityRecorded,
  IdentityClaimClosed,
  CustomerAttributesSet,
  LifecycleStageChanged,
  CustomerReclassified,
  RegistrationAbandoned,
] as const;

/** All that a customer's stream may hold. */
export const customerEvents = [...fileEvents, ...contactEvents, ...understandingEvents, ...dealingEvents] as const;
export type CustomerFact = FactOf<(typeof customerEvents)[number]>;
export type RecordedCustomerEvent = RecordedOf<(typeof customerEvents)[number]>;
