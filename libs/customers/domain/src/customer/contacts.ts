import { datesInOrder, type Decision, entryOf, notInFuture, type Refusal } from '@zongheng/kernel';
import type { ContactDetails, CustomerFact } from '@zongheng/customers-events';
import type { AddContact, ChangeContact, RemoveContact } from './commands.ts';
import { isSame } from './file.ts';
import { refuse } from './refusals.ts';
import type { CustomerFile, Said } from './state.ts';

const contactsMax = 500;

type Facts = Decision<CustomerFact>;

/** An id that was a contact's once stays theirs: what was said of them before is not said of another. */
export function addContact(file: CustomerFile, command: AddContact): Facts {
  const { contact, details, on } = command;
  const known = entryOf(file.contacts, contact);
  if (known && isSame(known.what, details)) return [];
  if (known) return refuse('CUSTOMERS.CUSTOMER.CONTACT_THERE_ALREADY', `${contact} was last said of on ${known.on}`, { field: '/contact' });
  const count = Object.keys(file.contacts).length;
  if (count >= contactsMax) return refuse('CUSTOMERS.CUSTOMER.TOO_MANY', `there are ${count} contacts, those removed included`);
  return notInFuture(command) ?? [{ type: 'ContactAdded', businessDate: on, data: { contact, details } }];
}

export function changeContact(file: CustomerFile, command: ChangeContact): Facts {
  const { contact, changes, on } = command;
  const known = present(file, contact);
  if (!known) return unknown(contact);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const to: ContactDetails = { ...known.what, ...given };
  if (isSame(known.what, to)) return [];
  const no = datesInOrder(command, known.on);
  return no ?? [{ type: 'ContactChanged', businessDate: on, data: { contact, from: known.what, to } }];
}

export function removeContact(file: CustomerFile, command: RemoveContact): Facts {
  const { contact, reason, on } = command;
  if (entryOf(file.contacts, contact)?.what === null) return [];
  const known = present(file, contact);
  if (!known) return unknown(contact);
  const no = datesInOrder(command, known.on);
  return no ?? [{ type: 'ContactRemoved', businessDate: on, data: { contact, details: known.what, reason } }];
}

/** Refuses a contact that the file never had. Null where it is fine, or none is named. */
export function contactIsKnown(file: CustomerFile, contact: string | null): Refusal | null {
  return contact === null || entryOf(file.contacts, contact) ? null : unknown(contact);
}

function present(file: CustomerFile, contact: string): Said<ContactDetails> | null {
  const known = entryOf(file.contacts, contact);
  return known?.what ? { on: known.on, what: known.what } : null;
}

function unknown(contact: string): Refusal {
  return refuse('CUSTOMERS.CUSTOMER.CONTACT_UNKNOWN', `the file has no contact ${contact}`, { field: '/contact' });
}
