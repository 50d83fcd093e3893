import { type Command, type Decision, entryOf, firstRefusal, notBefore, notInFuture, type Refusal } from '@zongheng/kernel';
import type { ContactPreference, CustomerFact } from '@zongheng/customers-events';
import type { GrantConsent, RecordRelationship, SetContactPreference, WithdrawConsent } from './commands.ts';
import { isSame } from './file.ts';
import { refuse } from './refusals.ts';
import { type CustomerFile, pairOf, type Said } from './state.ts';

const relationshipsMax = 1_000;

export function setPreference(file: CustomerFile, command: SetContactPreference): Decision<CustomerFact> {
  const { preference: to, on } = command;
  const before = file.preference;
  if (before && isSame(before.what, to)) return [];
  const no = contradiction(to) ?? datesInOrder(command, before);
  return no ?? [{ type: 'ContactPreferenceSet', businessDate: on, data: { from: before?.what ?? null, to } }];
}

function contradiction({ channels, avoid, hours }: ContactPreference): Refusal | null {
  const all = [...channels, ...avoid];
  const twice = all.find((channel, index) => all.indexOf(channel) !== index);
  if (twice) return refuse('CUSTOMERS.CUSTOMER.PREFERENCE_CONTRADICTS', `${twice} is named twice`, { field: '/channels' });
  if (!hours || hours.from < hours.to) return null;
  return refuse('CUSTOMERS.CUSTOMER.PREFERENCE_CONTRADICTS', `from ${hours.from} to ${hours.to}`, { field: '/hours' });
}

/** A relationship stands in the file of the customer it is said of; the other side is found by its index. */
export function recordRelationship(file: CustomerFile, command: RecordRelationship): Decision<CustomerFact> {
  const { other, kind, holds, note, otherKnown, isItself, on } = command;
  if (isItself) return refuse('CUSTOMERS.CUSTOMER.RELATED_TO_ITSELF', `${other} is this customer`, { field: '/other' });
  if (!otherKnown) return refuse('CUSTOMERS.CUSTOMER.RELATED_UNKNOWN', `there is no customer ${other}`, { field: '/other' });
  const known = entryOf(file.relationships, pairOf(kind, other));
  if (!known && !holds) return [];
  if (known && known.what.holds === holds && (!holds || known.what.note === note)) return [];
  const count = Object.keys(file.relationships).length;
  if (!known && count >= relationshipsMax) return refuse('CUSTOMERS.CUSTOMER.TOO_MANY', `there are ${count} relationships`);
  return datesInOrder(command, known) ?? [{ type: 'RelationshipRecorded', businessDate: on, data: { other, kind, holds, note } }];
}

export function grantConsent(file: CustomerFile, command: GrantConsent): Decision<CustomerFact> {
  const { channel, purpose, until, evidence, on } = command;
  const known = entryOf(file.consents, pairOf(channel, purpose));
  if (known?.what.granted && known.what.until === until) return [];
  if (until !== null && until < on)
    return refuse('CUSTOMERS.CUSTOMER.CONSENT_OVER', `it is given on ${on} until ${until}`, { field: '/until' });
  return datesInOrder(command, known) ?? [{ type: 'ConsentGranted', businessDate: on, data: { channel, purpose, until, evidence } }];
}

/** What was never granted can be withdrawn: it says that the customer does not want it. */
export function withdrawConsent(file: CustomerFile, command: WithdrawConsent): Decision<CustomerFact> {
  const { channel, purpose, reason, on } = command;
  const known = entryOf(file.consents, pairOf(channel, purpose));
  if (known && !known.what.granted) return [];
  return datesInOrder(command, known) ?? [{ type: 'ConsentWithdrawn', businessDate: on, data: { channel, purpose, reason } }];
}

function datesInOrder(command: Command, known: Said<unknown> | null | undefined): Refusal | null {
  return firstRefusal(notInFuture(command), known ? notBefore(command, known.on) : null);
}
