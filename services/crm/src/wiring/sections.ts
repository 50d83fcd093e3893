import { type CustomerSection, CustomerSections } from '@zongheng/customers-api';
import type { DocumentView } from '@zongheng/kernel';
import { opportunities, orders, quotes, visits } from '@zongheng/sales-views';

const itemsMax = 20;

function section(name: string, view: unknown, more: Omit<CustomerSection, 'name' | 'view' | 'by' | 'limit'>): CustomerSection {
  // Which documents a view holds is the view's own business here.
  return { name, view: view as DocumentView, by: 'customer', limit: itemsMax, ...more };
}

const newest = (field: string) => ({ field, direction: 'desc' }) as const;

/** What a customer's 360 shows of the other contexts, from their own documents: a line for each. */
const sections: readonly CustomerSection[] = [
  section('openOpportunities', opportunities, { where: [{ field: 'status', op: 'eq', value: 'open' }], sort: newest('opened') }),
  section('quotes', quotes, { sort: newest('issued') }),
  section('orders', orders, { sort: newest('placed') }),
  section('visits', visits, { sort: newest('plannedFor') }),
];

export class InstallationSections extends CustomerSections {
  override all(): readonly CustomerSection[] {
    return sections;
  }
}
