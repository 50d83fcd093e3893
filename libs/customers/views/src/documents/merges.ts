import { type CustomerId, DateText, documentView, Id, Shape, type Static, Text, Type } from '@zongheng/kernel';
import { mergesEvents, type RecordedMergesEvent } from '@zongheng/customers-events';

/** A file that went into another one; its id forwards there. */
export const MergeDocument = Shape({
  /** The file that went. */
  id: Id<CustomerId>(),
  /** The file it went into, which may have gone on itself. */
  into: Id<CustomerId>(),
  merged: DateText(),
  reason: Text(500),
  revision: Type.Integer(),
});
export type MergeDocument = Static<typeof MergeDocument>;

/** The merges that stand; one that was undone is none. */
export const merges = documentView<MergeDocument, RecordedMergesEvent>({
  name: 'merges',
  version: 2,
  meaning: { zh: '客户合并', en: 'Merged customers' },
  handles: mergesEvents.map((definition) => definition.type),
  keysOf: (event) => [event.data.merged],
  evolve: (_, event) => {
    if (event.type === 'CustomersUnmerged') return null;
    const { merged: id, into, reason } = event.data;
    return { id, into, merged: event.businessDate, reason, revision: event.revision };
  },
  fields: { into: 'text', merged: 'text' },
  indexes: [['into', 'merged'], ['merged']],
  index: ({ into, merged }) => ({ fields: { into, merged } }),
});
