import type { RecordedContractEvent } from '@zongheng/contracts-events';
import { documentView, idOf } from '@zongheng/kernel';
import { customerEvents, type RecordedCustomerEvent } from '@zongheng/customers-events';
import { phoneDigits, plainName } from '../searching.ts';
import { changed, registered } from './customer-changes.ts';
import type { CustomerDocument, CustomerMeasures } from './customer-document.ts';
import { changesContracts, contractEventTypes, contractsAfter } from './contract-measures.ts';
import { changesMeasures, daysBetweenOrders, measuresAfter, type SalesEvent, salesEventTypes } from './customer-measures.ts';

type CustomersEvent = RecordedCustomerEvent | SalesEvent | RecordedContractEvent;
const own: ReadonlySet<string> = new Set(customerEvents.map((definition) => definition.type));
const ofContracts: ReadonlySet<string> = new Set(contractEventTypes);

export const customers = documentView<CustomerDocument, CustomersEvent>({
  name: 'customers',
  version: 3,
  meaning: { zh: '客户', en: 'Customers' },
  handles: [...customerEvents.map((definition) => definition.type), ...salesEventTypes, ...contractEventTypes],
  keysOf: (event) => {
    if (isOwn(event)) return [idOf(event.stream)];
    const changes = isOfContract(event) ? changesContracts(event) : changesMeasures(event);
    return changes ? [event.orderingKey] : [];
  },
  evolve: (customer, event) => {
    if (!isOwn(event)) return customer && { ...customer, measures: measured(customer.measures, event) };
    if (event.type === 'CustomerRegistered') return registered(event);
    return customer && changed(customer, event);
  },
  fields: {
    kind: 'text',
    name: 'text',
    standing: 'text',
    stage: 'text',
    region: 'text',
    segment: 'text',
    owner: 'text',
    unit: 'text',
    registered: 'text',
    joined: 'text',
    changed: 'text',
    reference: 'text',
    identity: 'text',
    phone: 'text',
    email: 'text',
    plainName: 'text',
    lastContact: 'text',
    lastOrder: 'text',
    interactions: 'number',
    visits: 'number',
    feedback: 'number',
    openOpportunities: 'number',
    wonDeals: 'number',
    orders: 'number',
    daysBetweenOrders: 'number',
    contracts: 'number',
    renewals: 'number',
    id: 'text',
  },
  // One owner or team has few enough customers that they are sorted when asked for: a further index would be for nobody.
  indexes: [
    ['owner', 'name'],
    ['unit', 'name'],
    ['region', 'name'],
    ['segment', 'name'],
    ['kind', 'name'],
    ['standing', 'name'],
    ['stage', 'name'],
    ['stage', 'lastContact'],
    ['lastContact'],
    ['lastContact', 'registered'],
    ['lastOrder'],
    ['registered'],
    ['joined'],
    ['changed'],
    ['reference'],
    ['identity'],
    ['interactions'],
    ['visits'],
    ['feedback'],
    ['openOpportunities'],
    ['wonDeals'],
    ['orders'],
    ['daysBetweenOrders'],
    ['contracts'],
    ['renewals'],
    ['name'],
    ['phone'],
    ['email'],
    ['plainName'],
    ['id'],
  ],
  index: (customer) => {
    const { id, kind, name, standing, stage, region, segment, owner, unit, joined, changed: since, measures } = customer;
    const { lastContact, lastOrder, interactions, visits, feedback, openOpportunities, wonDeals, orders, contracts, renewals } = measures;
    return {
      fields: {
        id,
        kind,
        name,
        standing,
        stage,
        region,
        segment,
        owner,
        unit,
        registered: customer.registered,
        joined,
        changed: since,
        reference: customer.reference?.key ?? null,
        identity: customer.identity?.number ?? null,
        phone: phoneDigits(customer.phone) || null,
        email: customer.email?.toLowerCase() ?? null,
        plainName: plainName(name),
        lastContact,
        lastOrder,
        interactions,
        visits,
        feedback,
        openOpportunities,
        wonDeals,
        orders,
        daysBetweenOrders: daysBetweenOrders(measures),
        contracts,
        renewals,
      },
      search: searchedIn(customer),
      attributes: { ...customer.attributes, ...customer.personalAttributes, ...wonByCurrency(customer) },
    };
  },
});

function isOwn(event: CustomersEvent): event is RecordedCustomerEvent {
  return own.has(event.type);
}

function isOfContract(event: Exclude<CustomersEvent, RecordedCustomerEvent>): event is RecordedContractEvent {
  return ofContracts.has(event.type);
}

function measured(measures: CustomerMeasures, event: Exclude<CustomersEvent, RecordedCustomerEvent>): CustomerMeasures {
  return isOfContract(event) ? contractsAfter(measures, event) : measuresAfter(measures, event);
}

/** The measure `won` is indexed by its currency, beside the attributes: amounts of different currencies are never one number. */
export function wonAttribute(currency: string): string {
  return `won:${currency}`;
}

function wonByCurrency({ measures }: CustomerDocument): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measures.won).map(([currency, amount]) => [wonAttribute(currency), amount]));
}

/** Names, numbers, and telephone numbers both as written and by their digits alone: whoever looks for one rarely knows its dashes. */
function searchedIn({ name, phone, email, identity, contacts, spellings }: CustomerDocument): readonly string[] {
  const people = contacts.flatMap((contact) => [contact.name, contact.phone, phoneDigits(contact.phone), contact.email]);
  const texts = [name, phone, phoneDigits(phone), email, identity?.number ?? null, ...people, ...spellings];
  return [...new Set(texts)].filter((text): text is string => text !== null && text !== '');
}
