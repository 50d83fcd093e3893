import {
  type BusinessDate,
  canonicalJson,
  type Command,
  type Decider,
  type Decision,
  effectiveFrom,
  type EmployeeId,
  firstRefusal,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
  type RegionId,
  type UnitId,
} from '@zongheng/kernel';
import type { CustomerDetails, CustomerFact, CustomerKind, Ownership } from '@zongheng/customers-events';

export const customerRefusals = {
  'CUSTOMERS.CUSTOMER.REGISTERED_ALREADY': {
    kind: 'conflict',
    title: { zh: '客户已建档', en: 'The customer is registered already' },
    remedy: 'change the details of the file that is there, or register another customer under another id',
  },
  'CUSTOMERS.CUSTOMER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'No such customer' },
    remedy: 'register the customer first, or name one that is registered',
  },
  'CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED': {
    kind: 'conflict',
    title: { zh: '负责人不在职', en: 'The owner is not employed' },
    remedy: 'name someone who works here',
  },
  'CUSTOMERS.CUSTOMER.REGION_UNKNOWN': {
    kind: 'missing',
    title: { zh: '区域不存在', en: 'No such region' },
    remedy: 'define the region first, or name one that is defined',
  },
} as const satisfies RefusalTable;

const refuse = refusing(customerRefusals);

/** A customer's file as it stands; `last` is the date of the last fact. */
export interface CustomerFile {
  readonly kind: CustomerKind;
  readonly details: CustomerDetails;
  readonly ownership: Ownership;
  readonly reference: Reference | null;
  readonly last: BusinessDate;
}
/** Null where there is no file. */
export type CustomerState = CustomerFile | null;

/** The record in another system that a file came from. */
export interface Reference {
  readonly system: string;
  readonly key: string;
}

export interface RegisterCustomer extends Command<'RegisterCustomer'> {
  readonly kind: CustomerKind;
  readonly details: CustomerDetails;
  readonly owner: EmployeeId;
  /** The unit that the owner belongs to on that date; null where they are not employed. */
  readonly ownerUnit: UnitId | null;
  /** Whether there is such a region; true where none is named. */
  readonly regionKnown: boolean;
  readonly reference: Reference | null;
}
export interface ChangeCustomerDetails extends Command<'ChangeCustomerDetails'> {
  /** What is left out stays; null empties what may be empty. */
  readonly changes: { readonly [Field in keyof CustomerDetails]?: CustomerDetails[Field] | undefined };
  /** Whether there is such a region; true where none is named. */
  readonly regionKnown: boolean;
}
export interface AssignCustomerOwner extends Command<'AssignCustomerOwner'> {
  readonly owner: EmployeeId;
  /** The unit that the owner belongs to on that date; null where they are not employed. */
  readonly ownerUnit: UnitId | null;
  readonly reason: string | null;
}
/** Follows what happened to the owner: they changed unit (`to` names them again), or left and someone takes over. Issued by policies. */
export interface HandOverCustomer extends Command<'HandOverCustomer'> {
  readonly from: EmployeeId;
  readonly to: Ownership;
  readonly reason: string | null;
}
export type CustomerCommand = RegisterCustomer | ChangeCustomerDetails | AssignCustomerOwner | HandOverCustomer;

export const customerDecider: Decider<CustomerState, CustomerCommand, CustomerFact> = {
  initialState: () => null,
  evolve(state, fact) {
    const last = fact.businessDate;
    switch (fact.type) {
      case 'CustomerRegistered':
        return { ...fact.data, last };
      case 'CustomerDetailsChanged':
        return state && { ...state, details: fact.data.to, last };
      case 'CustomerOwnerAssigned':
        return state && { ...state, ownership: fact.data.to, last };
      default:
        return state;
    }
  },
  decide(state, command) {
    if (command.type === 'RegisterCustomer') return state ? registerAgain(state, command) : register(command);
    if (!state) return refuse('CUSTOMERS.CUSTOMER.UNKNOWN', 'no customer is registered under this id');
    switch (command.type) {
      case 'ChangeCustomerDetails':
        return change(state, command);
      case 'AssignCustomerOwner':
        return assign(state, command);
      case 'HandOverCustomer':
        return handOver(state, command);
    }
  },
};

function register(command: RegisterCustomer): Decision<CustomerFact> {
  const { kind, details, owner, ownerUnit: unit, reference } = command;
  if (unit === null) return ownerNotEmployed(owner);
  const no = firstRefusal(regionIsKnown(details.region, command.regionKnown), notInFuture(command));
  if (no) return no;
  return [{ type: 'CustomerRegistered', businessDate: command.on, data: { kind, details, ownership: { owner, unit }, reference } }];
}

function registerAgain(file: CustomerFile, { kind, details, owner, reference }: RegisterCustomer): Decision<CustomerFact> {
  const there = { kind: file.kind, details: file.details, owner: file.ownership.owner, reference: file.reference };
  if (isSame(there, { kind, details, owner, reference })) return [];
  return refuse('CUSTOMERS.CUSTOMER.REGISTERED_ALREADY', `the file under this id, last changed on ${file.last}, says something else`);
}

function change(file: CustomerFile, command: ChangeCustomerDetails): Decision<CustomerFact> {
  const given = Object.fromEntries(Object.entries(command.changes).filter(([, value]) => value !== undefined));
  const to: CustomerDetails = { ...file.details, ...given };
  if (isSame(file.details, to)) return [];
  const no = firstRefusal(regionIsKnown(to.region, command.regionKnown), notInFuture(command), notBefore(command, file.last));
  return no ?? [{ type: 'CustomerDetailsChanged', businessDate: command.on, data: { from: file.details, to } }];
}

function assign(file: CustomerFile, command: AssignCustomerOwner): Decision<CustomerFact> {
  const { owner, ownerUnit, reason } = command;
  if (ownerUnit === null) return ownerNotEmployed(owner);
  const to = { owner, unit: ownerUnit };
  if (isSame(file.ownership, to)) return [];
  const no = firstRefusal(notInFuture(command), notBefore(command, file.last));
  return no ?? [{ type: 'CustomerOwnerAssigned', businessDate: command.on, data: { from: file.ownership, to, reason } }];
}

/** Counts from the later of the day it took effect and the file's last fact; whoever got another owner since is left alone. */
function handOver(file: CustomerFile, command: HandOverCustomer): Decision<CustomerFact> {
  const { from, to, reason } = command;
  if (file.ownership.owner !== from || isSame(file.ownership, to)) return [];
  const no = notInFuture(command);
  if (no) return no;
  const businessDate = effectiveFrom(command.on, file.last);
  return [{ type: 'CustomerOwnerAssigned', businessDate, data: { from: file.ownership, to, reason } }];
}

function isSame(one: object, other: object): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function ownerNotEmployed(owner: EmployeeId): Refusal {
  return refuse('CUSTOMERS.CUSTOMER.OWNER_NOT_EMPLOYED', `${owner} does not work here on that date`, { field: '/owner' });
}

function regionIsKnown(region: RegionId | null, isKnown: boolean): Refusal | null {
  if (region === null || isKnown) return null;
  return refuse('CUSTOMERS.CUSTOMER.REGION_UNKNOWN', `there is no region ${region}`, { field: '/region' });
}
