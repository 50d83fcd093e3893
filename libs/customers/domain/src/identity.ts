import {
  type BusinessDate,
  type Command,
  type CustomerId,
  type Decider,
  type Decision,
  later,
  refusing,
  type RefusalTable,
} from '@zongheng/kernel';
import type { IdentityDocument, IdentityFact } from '@zongheng/customers-events';

export const identityRefusals = {
  'CUSTOMERS.IDENTITY.HELD': {
    kind: 'conflict',
    title: { zh: '证件号已属于其他客户', en: 'Another customer has that identity' },
    remedy: 'use the file that has it, or merge the two',
  },
  'CUSTOMERS.IDENTITY.PENDING': {
    kind: 'conflict',
    title: { zh: '证件号正被其他建档占用', en: 'Another registration has reserved that identity' },
    remedy: 'close that registration first: it never came about, or is about to',
  },
} as const satisfies RefusalTable;

const refuse = refusing(identityRefusals);

/** Whose an identity is; null where nobody's. */
export interface IdentityState {
  readonly holder: CustomerId | null;
  readonly last: BusinessDate | null;
}

/** What became of the file of the customer who holds an identity. */
export type HolderStanding = 'registered' | 'abandoned' | 'nothing';

export interface ReserveIdentity extends Command<'ReserveIdentity'> {
  readonly document: IdentityDocument;
  readonly customer: CustomerId;
  /** How the holder stands, where there is one. */
  readonly holderStanding: HolderStanding;
}
export interface ReleaseIdentity extends Command<'ReleaseIdentity'> {
  readonly document: IdentityDocument;
  readonly customer: CustomerId;
  /** Whether the customer's file still says that it is theirs: then it stays so. */
  readonly isRecorded: boolean;
}
export type IdentityCommand = ReserveIdentity | ReleaseIdentity;

/**
 * One identity, one customer. A reservation whose registration never came about is taken over only after that registration was closed in its
 * own stream: so that the slow original, should it still be on its way, cannot finish later.
 */
export const identityDecider: Decider<IdentityState, IdentityCommand, IdentityFact> = {
  initialState: () => ({ holder: null, last: null }),
  evolve: (_, { type, data, businessDate }) => ({ holder: type === 'IdentityReserved' ? data.customer : null, last: businessDate }),
  decide(state, command) {
    switch (command.type) {
      case 'ReserveIdentity':
        return reserve(state, command);
      case 'ReleaseIdentity':
        return release(state, command);
    }
  },
};

/** A reservation says who came first, and no more: its date is never a reason to refuse it. */
function dateOf({ last }: IdentityState, { on, today }: IdentityCommand): BusinessDate {
  const date = on > today ? today : on;
  return last === null ? date : later(date, last);
}

function reserve(state: IdentityState, command: ReserveIdentity): Decision<IdentityFact> {
  const { document, customer, holderStanding } = command;
  const { holder } = state;
  if (holder === customer) return [];
  if (holder !== null && holderStanding === 'registered')
    return refuse('CUSTOMERS.IDENTITY.HELD', `it is that of ${holder}`, { field: '/identity' });
  if (holder !== null && holderStanding === 'nothing') {
    return refuse('CUSTOMERS.IDENTITY.PENDING', `${holder} has reserved it and is not registered`, { field: '/identity' });
  }
  return [{ type: 'IdentityReserved', businessDate: dateOf(state, command), data: { document, customer, after: holder } }];
}

function release(state: IdentityState, command: ReleaseIdentity): Decision<IdentityFact> {
  const { document, customer, isRecorded } = command;
  if (state.holder !== customer || isRecorded) return [];
  return [{ type: 'IdentityReleased', businessDate: dateOf(state, command), data: { document, customer } }];
}
