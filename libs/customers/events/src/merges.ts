import { type CustomerId, defineEvent, type FactOf, Id, type RecordedOf, Shape, Text } from '@zongheng/kernel';

/** All merges and their undoing are decided in one stream, so that there are no cycles. */
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

export const CustomersUnmerged = defineEvent({
  type: 'CustomersUnmerged',
  version: 1,
  stream: 'merges',
  meaning: { zh: '撤销客户合并：旧编号重新独立', en: 'Two files turned out not to be one customer: the old id stands for itself again' },
  data: Shape({ merged: Id<CustomerId>(), into: Id<CustomerId>(), reason: Text(500) }),
});

export const mergesEvents = [CustomersMerged, CustomersUnmerged] as const;
export type MergesFact = FactOf<(typeof mergesEvents)[number]>;
export type RecordedMergesEvent = RecordedOf<(typeof mergesEvents)[number]>;
