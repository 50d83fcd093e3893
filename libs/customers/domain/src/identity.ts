import {
  type BusinessDate,
  type Command,
  type CustomerId,
  type Decider,
  type Decision,
  later,
  type Refusal,
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
    title: { zh: '证件号正被其他客户占用', en: 'Another customer has reserved that identity' },
    remedy: 'send the command again: whether the other is recorded, or broke off, is then known',
  },
} as const satisfies RefusalTable;

const refuse = refusing(identityRefusals);

/** Whose an identity is; null where nobody's. */
export interface IdentityState {
  readonly holder: CustomerId | null;
  /** How often it has been reserved: the last one is the holder's. */
  readonly reservations: number;
  readonly last: BusinessDate | null;
}

/**
 * What became of what the holder reserved it for: their file says it; it does not, and may still (`claiming`), or cannot any more (`lapsed`);
 * there is no file yet (`nothing`), or never will be (`abandoned`).
 */
export type HolderStanding = 'registered' | 'claiming' | 'lapsed' | 'nothing' | 'abandoned';

export interface ReserveIdentity extends Command<'ReserveIdentity'> {
  readonly document: IdentityDocument;
  readonly customer: CustomerId;
  /** How the holder stands, where there is one. */
  readonly holderStanding: HolderStanding;
  /** The file that the holder's was merged into; null where it stands for itself. */
  readonly holderMergedInto: CustomerId | null;
}
export interface ReleaseIdentity extends Command<'ReleaseIdentity'> {
  readonly document: IdentityDocument;
  readonly customer: CustomerId;
  /** Whether the customer's file can record nothing on this reservation any more: else it stays theirs. */
  readonly isClosed: boolean;
}
export type IdentityCommand = ReserveIdentity | ReleaseIdentity;

/**
 * One identity, one customer. A reservation that no file says is taken over, renewed or released only after it was closed in its holder's own
 * stream: so that the slow original, should it still be on its way, cannot finish later.
 */
export const identityDecider: Decider<IdentityState, IdentityCommand, IdentityFact> = {
  initialState: () => ({ holder: null, reservations: 0, last: null }),
  evolve({ reservations }, { type, data, businessDate: last }) {
    return type === 'IdentityReserved'
      ? { holder: data.customer, reservations: reservations + 1, last }
      : { holder: null, reservations, last };
  },
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
  if (holder === customer && holderStanding !== 'lapsed') return [];
  const no = holder === null || holder === customer ? null : heldBy(holder, command);
  return no ?? [{ type: 'IdentityReserved', businessDate: dateOf(state, command), data: { document, customer, after: holder } }];
}

/** Refuses what another holds; null where they cannot say it any more. */
function heldBy(holder: CustomerId, { holderStanding, holderMergedInto }: ReserveIdentity): Refusal | null {
  const field = '/identity';
  switch (holderStanding) {
    case 'registered': {
      const where = holderMergedInto === null ? '' : `, which was merged into ${holderMergedInto}`;
      return refuse('CUSTOMERS.IDENTITY.HELD', `it is that of ${holder}${where}`, { field });
    }
    case 'nothing':
      return refuse('CUSTOMERS.IDENTITY.PENDING', `${holder} has reserved it and is not registered`, { field });
    case 'claiming':
      return refuse('CUSTOMERS.IDENTITY.PENDING', `${holder} has reserved it and does not say it`, { field });
    case 'lapsed':
    case 'abandoned':
      return null;
  }
}

function release(state: IdentityState, command: ReleaseIdentity): Decision<IdentityFact> {
  const { document, customer, isClosed } = command;
  if (state.holder !== customer || !isClosed) return [];
  return [{ type: 'IdentityReleased', businessDate: dateOf(state, command), data: { document, customer } }];
}
