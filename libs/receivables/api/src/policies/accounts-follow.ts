import type { CustomerDetailsChanged, CustomerOwnerAssigned, CustomersMerged, CustomersUnmerged } from '@zongheng/customers-events';
import { idOf, type Intent, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { ReclassificationCause } from '@zongheng/receivables-events';

export type CustomerChange =
  | RecordedOf<typeof CustomerDetailsChanged>
  | RecordedOf<typeof CustomerOwnerAssigned>
  | RecordedOf<typeof CustomersMerged>
  | RecordedOf<typeof CustomersUnmerged>;

/** The accounts that are counted under the customer, a page at a time: their own, and those of files merged into theirs. */
export interface CountedAccounts {
  readonly accounts: readonly string[];
}

/**
 * When a customer is given to another owner, their owner changes unit or leaves, their region changes or their file is merged, what is open
 * on their account is counted there from that day on. Owners reach accounts through customers, who follow them.
 */
export const accountsFollow: Policy<CustomerChange, CountedAccounts> = {
  name: 'accounts-follow-their-customer',
  meaning: {
    zh: '客户负责人、区域变更或客户合并时，其账户随之归类',
    en: 'Accounts follow their customer to another owner, unit, region or file',
  },
  handles: ['CustomerDetailsChanged', 'CustomerOwnerAssigned', 'CustomersMerged', 'CustomersUnmerged'],
  react(event, { accounts }) {
    const cause = causeOf(event);
    if (cause === null) return [];
    return accounts.map((id): Intent => ({ command: 'ReclassifyAccount', id, body: { cause }, on: event.businessDate }));
  },
};

function causeOf(event: CustomerChange): ReclassificationCause | null {
  switch (event.type) {
    case 'CustomerDetailsChanged':
      return event.data.from.region === event.data.to.region ? null : 'customer-changed';
    case 'CustomerOwnerAssigned':
      return event.data.from.owner === event.data.to.owner ? 'employee-transferred' : 'owner-changed';
    case 'CustomersMerged':
    case 'CustomersUnmerged':
      return 'customers-merged';
  }
}

/** The customer whose accounts an event concerns: for a merge, the file that goes or comes back. */
export function customerOf(event: CustomerChange): string {
  return event.type === 'CustomersMerged' || event.type === 'CustomersUnmerged' ? event.data.merged : idOf(event.stream);
}

/** The customer under whom further accounts may be counted that an event concerns: after a merge is undone, those that had gone along. */
export function countedUnder(event: CustomerChange): string {
  return event.type === 'CustomersUnmerged' ? event.data.into : customerOf(event);
}
