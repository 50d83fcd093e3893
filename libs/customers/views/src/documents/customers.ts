import { DateText, documentView, type EmployeeId, Id, idOf, KeyOf, Shape, type Static, Type, type UnitId } from '@zongheng/kernel';
import { CustomerDetails, customerEvents, customerKinds, CustomerRegistered, type RecordedCustomerEvent } from '@zongheng/customers-events';

/**
 * A customer's card. Whether the file was merged into another is not on it: merges are decided in a stream of their own, whose events come in
 * no order with the customer's; `merges` says it, and what forwards is composed when read (`survivorOf`).
 */
export const CustomerDocument = Shape({
  id: Id(),
  kind: KeyOf(customerKinds),
  ...CustomerDetails.properties,
  owner: Id<EmployeeId>(),
  /** The unit the owner belonged to when the customer became theirs, or last changed unit. */
  unit: Id<UnitId>(),
  /** Since when they look after the customer in that unit. */
  ownedSince: DateText(),
  reference: CustomerRegistered.data.properties.reference,
  registered: DateText(),
  /** The business date of the last fact. */
  changed: DateText(),
  revision: Type.Integer(),
});
export type CustomerDocument = Static<typeof CustomerDocument>;

export const customers = documentView<CustomerDocument, RecordedCustomerEvent>({
  name: 'customers',
  version: 1,
  meaning: { zh: '客户', en: 'Customers' },
  handles: customerEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (customer, event) => {
    const { businessDate: changed, revision } = event;
    switch (event.type) {
      case 'CustomerRegistered':
        return registered(event);
      case 'CustomerDetailsChanged':
        return customer && { ...customer, ...event.data.to, changed, revision };
      case 'CustomerOwnerAssigned':
        return customer && { ...customer, ...event.data.to, ownedSince: changed, changed, revision };
    }
  },
  fields: {
    kind: 'text',
    name: 'text',
    standing: 'text',
    region: 'text',
    segment: 'text',
    owner: 'text',
    unit: 'text',
    registered: 'text',
    changed: 'text',
    reference: 'text',
  },
  indexes: [
    ['owner', 'name'],
    ['unit', 'name'],
    ['region', 'name'],
    ['segment', 'name'],
    ['kind', 'name'],
    ['standing', 'name'],
    ['owner', 'changed'],
    ['unit', 'changed'],
    ['registered'],
    ['changed'],
    ['reference'],
    ['name'],
  ],
  index: (customer) => {
    const { kind, name, standing, region, segment, owner, unit, registered: since, changed, reference } = customer;
    return {
      fields: { kind, name, standing, region, segment, owner, unit, registered: since, changed, reference: reference?.key ?? null },
      search: searchedIn(customer),
    };
  },
});

function registered(event: Extract<RecordedCustomerEvent, { type: 'CustomerRegistered' }>): CustomerDocument {
  const { kind, details, ownership, reference } = event.data;
  const on = event.businessDate;
  return {
    id: idOf(event.stream),
    kind,
    ...details,
    ...ownership,
    ownedSince: on,
    reference,
    registered: on,
    changed: on,
    revision: event.revision,
  };
}

/** Names, and telephone numbers both as written and by their digits alone: whoever looks for one rarely knows its dashes. */
function searchedIn({ name, phone, email }: CustomerDocument): readonly string[] {
  const digits = phone?.replace(/\D/g, '') ?? '';
  return [...new Set([name, phone, digits, email])].filter((text): text is string => text !== null && text !== '');
}
