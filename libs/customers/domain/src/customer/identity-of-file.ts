import { datesInOrder, type Decision, entryOf, firstRefusal, type Refusal } from '@zongheng/kernel';
import type { CustomerFact, CustomerKind, IdentityDocument } from '@zongheng/customers-events';
import type { CloseIdentityClaim, RecordIdentity, ReservedIdentity } from './commands.ts';
import { refuse } from './refusals.ts';
import type { CustomerFile, IdentityClaim } from './state.ts';

const field = '/identity';

export function recordIdentity(file: CustomerFile, command: RecordIdentity): Decision<CustomerFact> {
  const { identity, on: businessDate } = command;
  const from = file.identity?.number ?? null;
  const to = identity?.number ?? null;
  if (from === to) return [];
  const no = firstRefusal(faultOf(identity, file.kind), datesInOrder(command, file.last), isReserved(identity, file.closedClaims));
  if (no) return no;
  const document = identity?.document ?? file.identity?.document ?? documentOf(file.kind);
  return [{ type: 'CustomerIdentityRecorded', businessDate, data: { document, from, to } }];
}

/** What the file says rests on its reservation; what it does not say may go, and then nothing can be said on it any more. */
export function closeClaim(file: CustomerFile, command: CloseIdentityClaim): Decision<CustomerFact> {
  const { identity, reservation, isRecorded, on, today } = command;
  if (isRecorded || isClosed(file.closedClaims, command)) return [];
  return [{ type: 'IdentityClaimClosed', businessDate: on > today ? today : on, data: { identity, reservation } }];
}

/** Whether a file can record nothing on a reservation any more. */
export function isClosed(closed: CustomerFile['closedClaims'], { identity, reservation }: IdentityClaim): boolean {
  return reservation <= (entryOf(closed, identity) ?? 0);
}

/** Persons have an ID number; enterprises and partners a tax code. */
export function documentOf(kind: CustomerKind): IdentityDocument {
  return kind === 'person' ? 'id-number' : 'tax-code';
}

/** How a number is kept and compared: without spaces and dashes, in capitals, full width made half. */
export function identityNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-.]/g, '')
    .toUpperCase();
}

export function faultOf(identity: ReservedIdentity | null, kind: CustomerKind): Refusal | null {
  if (!identity) return null;
  if (!/^[0-9A-Z]{6,32}$/.test(identity.number)) {
    return refuse('CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED', `it has ${identity.number.length} characters, or some that are none`, { field });
  }
  if (identity.document === documentOf(kind)) return null;
  return refuse('CUSTOMERS.CUSTOMER.IDENTITY_MALFORMED', `a ${kind} has no ${identity.document}`, { field });
}

/** The number alone decides whose it is: no file records one that is not reserved for it. Asked last: what else is wrong reserves nothing. */
export function isReserved(identity: ReservedIdentity | null, closed: CustomerFile['closedClaims']): Refusal | null {
  if (!identity || (identity.claim && !isClosed(closed, identity.claim))) return null;
  return refuse('CUSTOMERS.CUSTOMER.IDENTITY_NOT_RESERVED', 'it is reserved for another, or for nobody', { field });
}
