import type { CustomerDetailsChanged } from '@zongheng/customers-events';
import { idOf, type Policy, type RecordedOf } from '@zongheng/kernel';
import type { OpportunityMovedToCustomer, OpportunityOpened } from '@zongheng/sales-events';

type Change = RecordedOf<typeof CustomerDetailsChanged>;
type Taken = RecordedOf<typeof OpportunityOpened> | RecordedOf<typeof OpportunityMovedToCustomer>;

/** The open deals of the customer, a page at a time; for a deal that was just taken: where the customer stands now. */
export interface CustomerDeals {
  readonly opportunities: readonly string[];
  readonly stands: { readonly region: string | null; readonly segment: string | null } | null;
}

/** When a customer’s region or segment changes, its open deals are counted there from that day on. */
export const followCustomer: Policy<Change | Taken, CustomerDeals> = {
  name: 'deals-follow-their-customer',
  meaning: { zh: '客户区域或客群变更时，其进行中的机会随之归类', en: 'Open deals follow their customer to another region or segment' },
  handles: ['CustomerDetailsChanged', 'OpportunityOpened', 'OpportunityMovedToCustomer'],
  react(event, { opportunities, stands }) {
    const reclassified = (id: string, customer: string) => ({
      command: 'ReclassifyOpportunity',
      id,
      body: { cause: 'customer-changed', customer },
      on: event.businessDate,
    });
    switch (event.type) {
      case 'CustomerDetailsChanged': {
        const { from, to } = event.data;
        if (from.region === to.region && from.segment === to.segment) return [];
        return opportunities.map((id) => reclassified(id, idOf(event.stream)));
      }
      case 'OpportunityOpened':
      case 'OpportunityMovedToCustomer': {
        const { customer, region, segment } = event.data.to;
        if (stands === null || (stands.region === region && stands.segment === segment)) return [];
        return [reclassified(idOf(event.stream), customer)];
      }
    }
  },
};
