import {
  type CustomerId,
  defineEvent,
  type EmployeeId,
  type FactOf,
  Id,
  Key,
  KeyOf,
  type Labels,
  personal,
  type RecordedOf,
  type RegionId,
  Shape,
  type Static,
  Text,
  Type,
  type UnitId,
} from '@zongheng/kernel';

export type CustomerKind = 'person' | 'enterprise' | 'partner';
export const customerKinds: Labels<CustomerKind> = {
  person: { zh: '个人', en: 'Person' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  partner: { zh: '合作伙伴', en: 'Partner' },
};

/** How well a customer is known: a prospect's file holds what there is; an identified one may sign. */
export type Standing = 'prospect' | 'identified';
export const standings: Labels<Standing> = {
  prospect: { zh: '潜在客户', en: 'Prospect' },
  identified: { zh: '已识别客户', en: 'Identified' },
};

/** What a customer's file says of who they are. */
export const CustomerDetails = Shape({
  name: personal(Text()),
  standing: KeyOf(standings),
  region: Type.Union([Id<RegionId>(), Type.Null()]),
  segment: Type.Union([Key(), Type.Null()]),
  phone: personal(Type.Union([Text(40), Type.Null()])),
  email: personal(Type.Union([Text(120), Type.Null()])),
});
export type CustomerDetails = Static<typeof CustomerDetails>;

/** Who looks after a customer, and the unit they belonged to at that moment. */
export const Ownership = Shape({ owner: Id<EmployeeId>(), unit: Id<UnitId>() });
export type Ownership = Static<typeof Ownership>;

export const CustomerRegistered = defineEvent({
  type: 'CustomerRegistered',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户建档', en: 'A customer’s file was opened' },
  data: Shape({
    kind: KeyOf(customerKinds),
    details: CustomerDetails,
    ownership: Ownership,
    /** The record in the system it came from, where it came from one. */
    reference: Type.Union([Shape({ system: Key(), key: Text() }), Type.Null()]),
  }),
});

export const CustomerDetailsChanged = defineEvent({
  type: 'CustomerDetailsChanged',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户资料变更', en: 'A customer’s details changed' },
  data: Shape({ from: CustomerDetails, to: CustomerDetails }),
});

export const CustomerOwnerAssigned = defineEvent({
  type: 'CustomerOwnerAssigned',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户负责人变更', en: 'A customer was given to another owner, or the owner’s unit changed' },
  data: Shape({ from: Ownership, to: Ownership, reason: Type.Union([Text(), Type.Null()]) }),
});

export const customerEvents = [CustomerRegistered, CustomerDetailsChanged, CustomerOwnerAssigned] as const;
export type CustomerFact = FactOf<(typeof customerEvents)[number]>;
export type RecordedCustomerEvent = RecordedOf<(typeof customerEvents)[number]>;

/** All merges are decided in one stream, so that there are no cycles. */
export const mergesStream = 'merges-main';

export const CustomersMerged = defineEvent({
  type: 'CustomersMerged',
  version: 1,
  stream: 'merges',
  meaning: {
    zh: '客户合并：旧编号从此指向新编号',
    en: 'Two files turned out to be one customer: the old id forwards to the one that stays',
  },
  data: Shape({ merged: Id<CustomerId>(), into: Id<CustomerId>(), reason: Text(500) }),
});

export type MergesFact = FactOf<typeof CustomersMerged>;
export type RecordedMergesEvent = RecordedOf<typeof CustomersMerged>;
