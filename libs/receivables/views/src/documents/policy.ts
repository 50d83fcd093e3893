import { DateText, documentView, Id, idOf, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
import {
  AgeingBucket,
  ApplyingRule,
  receivablesPolicyEvents,
  type RecordedReceivablesPolicyEvent,
  ReminderLevel,
  reminderSendings,
} from '@zongheng/receivables-events';

const Version = { version: Type.Integer({ minimum: 1 }), from: DateText(), position: Type.Integer({ minimum: 1 }) };

/** What was defined for receivables, version after version; where a list is empty the defaults of the product are in force. */
export const ReceivablesPolicyDocument = Shape({
  id: Id(),
  buckets: Type.Array(Shape({ ...Version, buckets: Type.Array(AgeingBucket) })),
  orders: Type.Array(Shape({ ...Version, rule: ApplyingRule })),
  levels: Type.Array(Shape({ ...Version, levels: Type.Array(ReminderLevel) })),
  sendings: Type.Array(Shape({ ...Version, sending: KeyOf(reminderSendings) })),
  revision: Type.Integer({ minimum: 0 }),
});
export type ReceivablesPolicyDocument = Static<typeof ReceivablesPolicyDocument>;

export const receivablesPolicies = documentView<ReceivablesPolicyDocument, RecordedReceivablesPolicyEvent>({
  name: 'receivables-policies',
  version: 2,
  meaning: { zh: '应收规则', en: 'What is in force for receivables' },
  handles: receivablesPolicyEvents.map(({ type }) => type),
  keysOf: (event) => [idOf(event.stream)],
  evolve(document, event) {
    const before = document ?? { id: idOf(event.stream), buckets: [], orders: [], levels: [], sendings: [], revision: event.revision };
    const stamp = { version: event.data.version, from: event.businessDate, position: event.position };
    const { revision } = event;
    switch (event.type) {
      case 'AgeingBucketsDefined':
        return { ...before, revision, buckets: [...before.buckets, { ...stamp, buckets: event.data.buckets }] };
      case 'PaymentOrderDefined':
        return { ...before, revision, orders: [...before.orders, { ...stamp, rule: event.data.rule }] };
      case 'ReminderLevelsDefined':
        return { ...before, revision, levels: [...before.levels, { ...stamp, levels: event.data.levels }] };
      case 'ReminderSendingDefined':
        return { ...before, revision, sendings: [...before.sendings, { ...stamp, sending: event.data.sending }] };
    }
  },
  fields: {},
  indexes: [],
  index: () => ({ fields: {} }),
});
