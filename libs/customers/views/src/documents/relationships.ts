import {
  type CustomerId,
  DateText,
  documentView,
  Id,
  idOf,
  KeyOf,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { RelationshipRecorded, relationshipKinds } from '@zongheng/customers-events';

/** A relationship that holds, as it was told in one file: so that it is found from the other side too. */
export const RelationshipDocument = Shape({
  /** The customer in whose file it stands. */
  customer: Id<CustomerId>(),
  /** What the other one is to them. */
  kind: KeyOf(relationshipKinds),
  other: Id<CustomerId>(),
  note: Type.Union([Text(500), Type.Null()]),
  since: DateText(),
});
export type RelationshipDocument = Static<typeof RelationshipDocument>;

export const relationships = documentView<RelationshipDocument, RecordedOf<typeof RelationshipRecorded>>({
  name: 'relationships',
  version: 1,
  meaning: { zh: '客户关系', en: 'Relationships between customers' },
  handles: [RelationshipRecorded.type],
  keysOf: ({ stream, data }) => [`${idOf(stream)}:${data.kind}:${data.other}`],
  evolve: (_, { stream, data, businessDate: since }) => {
    const { kind, other, holds, note } = data;
    return holds ? { customer: idOf(stream) as CustomerId, kind, other, note, since } : null;
  },
  fields: { customer: 'text', other: 'text', kind: 'text', since: 'text' },
  indexes: [['customer', 'since'], ['other', 'since'], ['kind', 'since'], ['since']],
  index: ({ customer, other, kind, since }) => ({ fields: { customer, other, kind, since } }),
});
