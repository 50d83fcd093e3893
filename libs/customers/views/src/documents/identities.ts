import { type CustomerId, DateText, documentView, Id, idOf, KeyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { identityDocuments, identityEvents, type RecordedIdentityEvent } from '@zongheng/customers-events';

/** Whose an ID number or tax code is; the number itself does not stand here, only its keyed hash. */
export const IdentityDocumentHeld = Shape({
  id: Id(),
  document: KeyOf(identityDocuments),
  customer: Id<CustomerId>(),
  since: DateText(),
  revision: Type.Integer(),
});
export type IdentityDocumentHeld = Static<typeof IdentityDocumentHeld>;

export const identities = documentView<IdentityDocumentHeld, RecordedIdentityEvent>({
  name: 'identities',
  version: 1,
  meaning: { zh: '证件号占用', en: 'Reserved identities' },
  handles: identityEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (_, event) => {
    if (event.type === 'IdentityReleased') return null;
    const { document, customer } = event.data;
    return { id: idOf(event.stream), document, customer, since: event.businessDate, revision: event.revision };
  },
  fields: { customer: 'text', document: 'text', since: 'text' },
  indexes: [['customer', 'since'], ['document', 'since'], ['since']],
  index: ({ customer, document, since }) => ({ fields: { customer, document, since } }),
});
