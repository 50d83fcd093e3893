import { type CustomerSection, CustomerSections } from '@zongheng/customers-api';
import { contracts } from '@zongheng/contracts-views';
import type { DocumentView } from '@zongheng/kernel';
import { accounts, invoices } from '@zongheng/receivables-views';
import { opportunities, orders, quotes, tasks, tasksForCustomers, visits } from '@zongheng/sales-views';

const itemsMax = 20;

function section(name: string, view: unknown, more: Pick<CustomerSection, 'sort'> & Partial<CustomerSection>): CustomerSection {
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
  section('tasks', tasks, { through: { view: tasksForCustomers as unknown as DocumentView, key: 'task' }, sort: newest('assigned') }),
  section('contracts', contracts, { sort: newest('ends') }),
  section('accounts', accounts, { sort: newest('lastPayment') }),
  section('invoices', invoices, { by: 'account', sort: newest('date') }),
];

export class InstallationSections extends CustomerSections {
  override all(): readonly CustomerSection[] {
    return sections;
  }
}
