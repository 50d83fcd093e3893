import type { ContractDrafted, ContractSigned } from '@zongheng/contracts-events';
import type { CustomerDetailsChanged } from '@zongheng/customers-events';
import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';

type Change = RecordedOf<typeof CustomerDetailsChanged>;
type Taken = RecordedOf<typeof ContractDrafted> | RecordedOf<typeof ContractSigned>;

/** The contracts of the customer, a page at a time; for a contract that was just taken: where the customer stands now. */
export interface CustomerContracts {
  readonly contracts: readonly string[];
  readonly stands: { readonly region: string | null; readonly segment: string | null } | null;
}

/** When a customer’s region or segment changes, its contracts are counted there, with the months from then on. */
export const followCustomer: Policy<Change | Taken, CustomerContracts> = {
  name: 'contracts-follow-their-customer',
  meaning: {
    zh: '客户区域或客群变更时，其协议及其后月份随之归类',
    en: 'Contracts and their months to come follow their customer to another region or segment',
  },
  handles: ['CustomerDetailsChanged', 'ContractDrafted', 'ContractSigned'],
  react(event, { contracts, stands }) {
    const reclassified = (id: string, customer: string) => ({
      command: 'ReclassifyContract',
      id,
      body: { cause: 'customer-changed', customer },
      on: event.businessDate,
    });
    if (event.type === 'CustomerDetailsChanged') {
      const { from, to } = event.data;
      if (from.region === to.region && from.segment === to.segment) return [];
      return contracts.map((id) => reclassified(id, idOf(event.stream)));
    }
    const { customer, region, segment } = event.data.after;
    if (stands === null || (stands.region === region && stands.segment === segment)) return [];
    return [reclassified(idOf(event.stream), customer)];
  },
};
