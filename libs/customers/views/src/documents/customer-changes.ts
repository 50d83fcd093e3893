import { type BusinessDate, idOf, later, withAttributes } from '@zongheng/kernel';
import { isActive, type RecordedCustomerEvent } from '@zongheng/customers-events';
import { spellingsAfter } from '../spelling.ts';
import type { CustomerConsent, CustomerDocument, CustomerMeasures } from './customer-document.ts';

type Of<Type extends RecordedCustomerEvent['type']> = Extract<RecordedCustomerEvent, { type: Type }>;

/** A file as it was opened. */
export function registered(event: Of<'CustomerRegistered'>): CustomerDocument {
  const { kind, details, ownership, reference } = event.data;
  const on = event.businessDate;
  return spelled(null, {
    id: idOf(event.stream),
    kind,
    ...details,
    identity: null,
    ...ownership,
    ownedSince: on,
    stage: 'identified',
    stageSince: on,
    joined: null,
    reference,
    measures: noMeasures,
    preference: null,
    contacts: [],
    needs: [],
    relationships: [],
    consents: [],
    attributes: {},
    personalAttributes: {},
    spellings: [],
    registered: on,
    changed: on,
    revision: event.revision,
  });
}

/** A file after one of its own events. */
export function changed(file: CustomerDocument, event: RecordedCustomerEvent): CustomerDocument {
  const after = { ...file, revision: event.revision };
  switch (event.type) {
    case 'InteractionRecorded':
    case 'FeedbackReceived':
      return { ...after, measures: heard(file.measures, event) };
    case 'IdentityClaimClosed':
      return after;
    case 'CustomerRegistered':
    case 'RegistrationAbandoned':
      return file;
    default:
      return { ...ofLifecycle(after, event), changed: later(file.changed, event.businessDate) };
  }
}

type Lifecycle = Exclude<
  RecordedCustomerEvent,
  Of<'InteractionRecorded' | 'FeedbackReceived' | 'IdentityClaimClosed' | 'CustomerRegistered' | 'RegistrationAbandoned'>
>;

function ofLifecycle(file: CustomerDocument, event: Lifecycle): CustomerDocument {
  const { businessDate: on } = event;
  switch (event.type) {
    case 'CustomerDetailsChanged':
      return spelled(file, { ...file, ...event.data.to });
    case 'CustomerOwnerAssigned':
      return { ...file, ...event.data.to, ownedSince: on };
    case 'CustomerIdentityRecorded': {
      const { document, to } = event.data;
      return { ...file, identity: to === null ? null : { document, number: to } };
    }
    case 'CustomerAttributesSet':
      return attributed(file, event);
    case 'LifecycleStageChanged': {
      const { stage } = event.data.to;
      return { ...file, stage, stageSince: on, joined: file.joined ?? (isActive(stage) ? on : null) };
    }
    case 'CustomerReclassified':
      return file;
    case 'ContactAdded':
    case 'ContactChanged':
    case 'ContactRemoved':
      return spelled(file, { ...file, contacts: contactsAfter(file.contacts, event) });
    case 'ContactPreferenceSet':
      return { ...file, preference: event.data.to };
    case 'RelationshipRecorded': {
      const { other, kind, holds, note } = event.data;
      const others = file.relationships.filter((each) => each.other !== other || each.kind !== kind);
      return { ...file, relationships: holds ? [...others, { other, kind, note, since: on }] : others };
    }
    case 'ConsentGranted':
    case 'ConsentWithdrawn':
      return { ...file, consents: consentsAfter(file.consents, event) };
    case 'NeedIdentified': {
      const others = file.needs.filter((each) => each.need !== event.data.need);
      const isGone = event.data.interest === 'none';
      return { ...file, needs: isGone ? others : [...others, { ...event.data, identified: on }] };
    }
  }
}

function attributed(file: CustomerDocument, { data }: Of<'CustomerAttributesSet'>): CustomerDocument {
  return {
    ...file,
    attributes: withAttributes(file.attributes, data.set, data.removed),
    personalAttributes: withAttributes(file.personalAttributes, data.setPersonal, data.removed),
  };
}

function contactsAfter(
  contacts: CustomerDocument['contacts'],
  event: Of<'ContactAdded' | 'ContactChanged' | 'ContactRemoved'>,
): CustomerDocument['contacts'] {
  const { contact } = event.data;
  switch (event.type) {
    case 'ContactAdded':
      return [...contacts, { contact, ...event.data.details, added: event.businessDate }];
    case 'ContactChanged': {
      const { to } = event.data;
      return contacts.map((each) => (each.contact === contact ? { ...each, ...to } : each));
    }
    case 'ContactRemoved':
      return contacts.filter((each) => each.contact !== contact);
  }
}

function consentsAfter(consents: readonly CustomerConsent[], event: Of<'ConsentGranted' | 'ConsentWithdrawn'>): CustomerConsent[] {
  const { channel, purpose } = event.data;
  const others = consents.filter((each) => each.channel !== channel || each.purpose !== purpose);
  const said = { channel, purpose, since: event.businessDate };
  return event.type === 'ConsentGranted'
    ? [...others, { ...said, granted: true, until: event.data.until, note: event.data.evidence }]
    : [...others, { ...said, granted: false, until: null, note: event.data.reason }];
}

export const noMeasures: CustomerMeasures = {
  interactions: 0,
  visits: 0,
  lastContact: null,
  feedback: 0,
  openOpportunities: 0,
  wonDeals: 0,
  won: {},
  orders: 0,
  firstOrder: null,
  lastOrder: null,
  contracts: 0,
  renewals: 0,
};

function heard(measures: CustomerMeasures, event: Of<'InteractionRecorded' | 'FeedbackReceived'>): CustomerMeasures {
  if (event.type === 'FeedbackReceived') return { ...measures, feedback: measures.feedback + 1 };
  const isReached = event.data.outcome !== 'not-reached';
  const lastContact = isReached ? newest(measures.lastContact, event.businessDate) : measures.lastContact;
  return { ...measures, interactions: measures.interactions + 1, lastContact };
}

export function newest(known: BusinessDate | null, on: BusinessDate): BusinessDate {
  return known === null ? on : later(known, on);
}

function spelled(before: CustomerDocument | null, file: CustomerDocument): CustomerDocument {
  return { ...file, spellings: [...spellingsAfter(before ? namesIn(before) : [], before?.spellings ?? [], namesIn(file))] };
}

function namesIn({ name, contacts }: CustomerDocument): readonly string[] {
  return [name, ...contacts.map((contact) => contact.name)];
}
