import { type BusinessDate, withAttributes, withEntryIn } from '@zongheng/kernel';
import type { CustomerFact } from '@zongheng/customers-events';
import { type CustomerFile, type CustomerState, pairOf, recordKey } from './state.ts';

type Of<Type extends CustomerFact['type']> = Extract<CustomerFact, { type: Type }>;

export const noCustomer: CustomerState = { file: null, isAbandoned: false };

export function evolve(state: CustomerState, fact: CustomerFact): CustomerState {
  if (fact.type === 'CustomerRegistered') return { ...state, file: opened(fact) };
  if (fact.type === 'RegistrationAbandoned') return { ...state, isAbandoned: true };
  return state.file ? { ...state, file: after(state.file, fact) } : state;
}

function opened({ data, businessDate }: Of<'CustomerRegistered'>): CustomerFile {
  return {
    ...data,
    identity: null,
    closedClaims: {},
    stage: 'identified',
    attributes: {},
    personalAttributes: {},
    contacts: {},
    preference: null,
    relationships: {},
    consents: {},
    needs: {},
    heard: {},
    last: businessDate,
  };
}

function after(file: CustomerFile, fact: Exclude<CustomerFact, Of<'CustomerRegistered' | 'RegistrationAbandoned'>>): CustomerFile {
  const on = fact.businessDate;
  switch (fact.type) {
    case 'CustomerDetailsChanged':
      return { ...file, details: fact.data.to, last: on };
    case 'CustomerOwnerAssigned':
      return { ...file, ownership: fact.data.to, last: on };
    case 'CustomerIdentityRecorded': {
      const { document, to } = fact.data;
      return { ...file, identity: to === null ? null : { document, number: to }, last: on };
    }
    case 'IdentityClaimClosed': {
      const { identity, reservation } = fact.data;
      return { ...file, closedClaims: { ...file.closedClaims, [identity]: reservation } };
    }
    case 'CustomerAttributesSet':
      return { ...file, ...attributesAfter(file, fact), last: on };
    case 'LifecycleStageChanged':
      return { ...file, stage: fact.data.to.stage, last: on };
    case 'CustomerReclassified':
      return { ...file, last: on };
    case 'ContactAdded':
    case 'ContactRemoved':
    case 'ContactChanged':
      return { ...file, contacts: { ...file.contacts, [fact.data.contact]: { on, what: contactAfter(fact) } } };
    case 'ContactPreferenceSet':
      return { ...file, preference: { on, what: fact.data.to } };
    default:
      return said(file, on, fact);
  }
}

type Saying = Of<
  'RelationshipRecorded' | 'ConsentGranted' | 'ConsentWithdrawn' | 'NeedIdentified' | 'InteractionRecorded' | 'FeedbackReceived'
>;

function said(file: CustomerFile, on: BusinessDate, fact: Saying): CustomerFile {
  switch (fact.type) {
    case 'RelationshipRecorded': {
      const { kind, other, holds, note } = fact.data;
      return { ...file, relationships: { ...file.relationships, [pairOf(kind, other)]: { on, what: { holds, note } } } };
    }
    case 'ConsentGranted':
    case 'ConsentWithdrawn': {
      const { channel, purpose } = fact.data;
      const what = fact.type === 'ConsentGranted' ? { granted: true, until: fact.data.until } : { granted: false, until: null };
      return { ...file, consents: { ...file.consents, [pairOf(channel, purpose)]: { on, what } } };
    }
    case 'NeedIdentified':
      return { ...file, needs: { ...file.needs, [fact.data.need]: { on, what: fact.data } } };
    case 'InteractionRecorded':
      return { ...file, heard: heard(file.heard, fact.data.interaction, fact.data.reference) };
    case 'FeedbackReceived':
      return { ...file, heard: heard(file.heard, fact.data.feedback, fact.data.reference) };
  }
}

function heard(before: CustomerFile['heard'], id: string, reference: CustomerFile['reference']): CustomerFile['heard'] {
  const now = withEntryIn<true>(before, id, true);
  return reference ? withEntryIn<true>(now, recordKey(reference), true) : now;
}

function attributesAfter(
  file: CustomerFile,
  { data }: Of<'CustomerAttributesSet'>,
): Pick<CustomerFile, 'attributes' | 'personalAttributes'> {
  return {
    attributes: withAttributes(file.attributes, data.set, data.removed),
    personalAttributes: withAttributes(file.personalAttributes, data.setPersonal, data.removed),
  };
}

function contactAfter(fact: Of<'ContactAdded' | 'ContactChanged' | 'ContactRemoved'>) {
  switch (fact.type) {
    case 'ContactAdded':
      return fact.data.details;
    case 'ContactChanged':
      return fact.data.to;
    case 'ContactRemoved':
      return null;
  }
}
