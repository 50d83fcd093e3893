import {
  canonicalJson,
  datesInOrder,
  type Decision,
  effectiveFrom,
  type EmployeeId,
  firstRefusal,
  notInFuture,
  type Refusal,
  type RegionId,
} from '@zongheng/kernel';
import type { CustomerDetails, CustomerFact } from '@zongheng/customers-events';
import type { AbandonRegistration, AssignCustomerOwner, ChangeCustomerDetails, HandOverCustomer, RegisterCustomer } from './commands.ts';
import { faultOf, isReserved } from './identity-of-file.ts';
import { refuse } from './refusals.ts';
import { cellOf, type CustomerFile, type CustomerState } from './state.ts';

type Facts = Decision<CustomerFact>;

export function register({ file, isAbandoned }: CustomerState, command: RegisterCustomer): Facts {
  if (file) return registerAgain(file, command);
  if (isAbandoned) return refuse('CUSTOMERS.CUSTOMER.REGISTRATION_ABANDONED', 'this id was closed before it was registered');
  const { kind, details, owner, ownerUnit: unit, reference, identity, on: businessDate } = command;
  if (unit === null) return ownerNotEmployed(owner);
  const region = regionIsKnown(details.region, command.regionKnown);
  const no = firstRefusal(region, faultOf(identity, kind), notInFuture(command), isReserved(identity, {}));
  if (no) return no;
  const opened: CustomerFact = {
    type: 'CustomerRegistered',
    businessDate,
    data: { kind, details, ownership: { owner, unit }, reference },
  };
  if (!identity) return [opened];
  const data = { document: identity.document, from: null, to: identity.number };
  return [opened, { type: 'CustomerIdentityRecorded', businessDate, data }];
}

function registerAgain(file: CustomerFile, { kind, details, owner, reference, identity }: RegisterCustomer): Facts {
  const there = { kind: file.kind, details: file.details, owner: file.ownership.owner, reference: file.reference };
  const isSameIdentity = !identity || identity.number === file.identity?.number;
  if (isSameIdentity && isSame(there, { kind, details, owner, reference })) return [];
  return refuse('CUSTOMERS.CUSTOMER.REGISTERED_ALREADY', `the file under this id, last changed on ${file.last}, says something else`);
}

/** Recorded only as a stream's first event: whoever registers under the id after all finds it closed. */
export function abandon({ file, isAbandoned }: CustomerState, { on, reason }: AbandonRegistration): Facts {
  if (file) return refuse('CUSTOMERS.CUSTOMER.REGISTERED_ALREADY', `the file under this id was last changed on ${file.last}`);
  return isAbandoned ? [] : [{ type: 'RegistrationAbandoned', businessDate: on, data: { reason } }];
}

export function change(file: CustomerFile, command: ChangeCustomerDetails): Facts {
  const given = Object.fromEntries(Object.entries(command.changes).filter(([, value]) => value !== undefined));
  const to: CustomerDetails = { ...file.details, ...given };
  if (isSame(file.details, to)) return [];
  const no = firstRefusal(regionIsKnown(to.region, command.regionKnown), datesInOrder(command, file.last));
  if (no) return no;
  const fact: CustomerFact = { type: 'CustomerDetailsChanged', businessDate: command.on, data: { from: file.details, to } };
  return [fact, ...reclassified(file, { ...file, details: to }, command.on)];
}

export function assign(file: CustomerFile, command: AssignCustomerOwner): Facts {
  const { owner, ownerUnit, reason } = command;
  if (ownerUnit === null) return ownerNotEmployed(owner);
  const to = { owner, unit: ownerUnit };
  if (isSame(file.ownership, to)) return [];
  const no = datesInOrder(command, file.last);
  return no ?? owned(file, to, reason, command.on);
}

/** Counts from the later of the day it took effect and the file's last fact; whoever got another owner since is left alone. */
export function handOver(file: CustomerFile, command: HandOverCustomer): Facts {
  const { from, to, reason } = command;
  if (file.ownership.owner !== from || isSame(file.ownership, to)) return [];
  return notInFuture(command) ?? owned(file, to, reason, effectiveFrom(command.on, file.last));
}

function owned(file: CustomerFile, to: CustomerFile['ownership'], reason: string | null, businessDate: CustomerFile['last']): Facts {
  const fact: CustomerFact = { type: 'CustomerOwnerAssigned', businessDate, data: { from: file.ownership, to, reason } };
  return [fact, ...reclassified(file, { ...file, ownership: to }, businessDate)];
}

/** What the file is counted by changed with it: the whole cell it leaves, and the one it enters. */
function reclassified(before: CustomerFile, after: CustomerFile, businessDate: CustomerFile['last']): readonly CustomerFact[] {
  const [from, to] = [cellOf(before), cellOf(after)];
  return isSame(from, to) ? [] : [{ type: 'CustomerReclassified', businessDate, data: { from, to } }];
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function ownerNotEmployed(owner: EmployeeId): Refusal {
  return refuse('CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED', `${owner} does not work here on that date`, { field: '/owner' });
}

function regionIsKnown(region: RegionId | null, isKnown: boolean): Refusal | null {
  if (region === null || isKnown) return null;
  return refuse('CUSTOMERS.CUSTOMER.REGION_UNKNOWN', `there is no region ${region}`, { field: '/region' });
}
