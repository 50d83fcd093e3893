import {
  AttributeValue,
  Count,
  DateText,
  type EmployeeId,
  Id,
  Key,
  KeyOf,
  personal,
  Shape,
  type Static,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';
import {
  ConsentGranted,
  ContactDetails,
  ContactPreference,
  CustomerDetails,
  customerKinds,
  CustomerRegistered,
  identityDocuments,
  lifecycleStages,
  NeedIdentified,
  RelationshipRecorded,
} from '@zongheng/customers-events';

const Maybe = () => Type.Union([DateText(), Type.Null()]);
const Attributes = () => Type.Record(Key(), AttributeValue);

export const CustomerContact = Shape({ contact: Id(), ...ContactDetails.properties, added: DateText() });
export type CustomerContact = Static<typeof CustomerContact>;

export const CustomerNeed = Shape({ ...NeedIdentified.data.properties, identified: DateText() });
export type CustomerNeed = Static<typeof CustomerNeed>;

export const CustomerRelationship = Shape({
  other: RelationshipRecorded.data.properties.other,
  kind: RelationshipRecorded.data.properties.kind,
  note: RelationshipRecorded.data.properties.note,
  since: DateText(),
});
export type CustomerRelationship = Static<typeof CustomerRelationship>;

/** What was last said for a channel and a purpose. */
export const CustomerConsent = Shape({
  channel: ConsentGranted.data.properties.channel,
  purpose: ConsentGranted.data.properties.purpose,
  granted: Type.Boolean(),
  since: DateText(),
  until: Maybe(),
  /** The evidence of what was granted, the reason of what was withdrawn. */
  note: Type.Union([Text(500), Type.Null()]),
});
export type CustomerConsent = Static<typeof CustomerConsent>;

/**
 * What is counted of a customer from the events in its own order. A deal that was moved here from another customer's file keeps that one's
 * order, so it is counted in journals and lists, and not here.
 */
export const CustomerMeasures = Shape({
  interactions: Count(),
  visits: Count(),
  /** The date of the newest interaction that reached them, or of the newest visit made. */
  lastContact: Maybe(),
  feedback: Count(),
  openOpportunities: Count(),
  wonDeals: Count(),
  /** What the won deals are worth, in minor units by currency. */
  won: Type.Record(Key(), Type.Integer()),
  /** Orders placed and not cancelled. */
  orders: Count(),
  firstOrder: Maybe(),
  lastOrder: Maybe(),
  /** Contracts signed, and how often one of them was renewed: that they stay. */
  contracts: Count(),
  renewals: Count(),
});
export type CustomerMeasures = Static<typeof CustomerMeasures>;

/**
 * A customer's file. Whether it was merged into another is not on it: merges are decided in a stream of their own, whose events come in no
 * order with the customer's; `merges` says it, and what forwards is composed when read (`survivorOf`).
 */
export const CustomerDocument = Shape({
  id: Id(),
  kind: KeyOf(customerKinds),
  ...CustomerDetails.properties,
  /** The number that names them to the state; nobody else has it. */
  identity: Type.Union([Shape({ document: KeyOf(identityDocuments), number: personal(Text(64)) }), Type.Null()]),
  owner: Id<EmployeeId>(),
  /** The unit the owner belonged to when the customer became theirs, or last changed unit. */
  unit: Id<UnitId>(),
  /** Since when they look after the customer in that unit. */
  ownedSince: DateText(),
  stage: KeyOf(lifecycleStages),
  stageSince: DateText(),
  /** When they first became one of the base; null for those who never were. */
  joined: Maybe(),
  reference: CustomerRegistered.data.properties.reference,
  measures: CustomerMeasures,
  preference: Type.Union([ContactPreference, Type.Null()]),
  contacts: Type.Array(CustomerContact),
  needs: Type.Array(CustomerNeed),
  relationships: Type.Array(CustomerRelationship),
  consents: Type.Array(CustomerConsent),
  attributes: Attributes(),
  personalAttributes: personal(Attributes()),
  /** How its names and those of its contacts are spelled in pinyin, and their initials: what a search also looks into. */
  spellings: personal(Type.Array(Text(2_000))),
  registered: DateText(),
  /** The business date of the last fact of its lifecycle. */
  changed: DateText(),
  revision: Type.Integer(),
});
export type CustomerDocument = Static<typeof CustomerDocument>;

/** The members that a list shows only where they are asked for: hundreds of attributes on each of fifty customers are no list. */
export const heavyMembers = [
  'contacts',
  'needs',
  'relationships',
  'consents',
  'attributes',
  'personalAttributes',
  'preference',
  'spellings',
] as const;
