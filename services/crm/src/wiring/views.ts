import { contractsViews } from '@zongheng/contracts-views';
import { customersViews } from '@zongheng/customers-views';
import type { View } from '@zongheng/kernel';
import { organisationViews } from '@zongheng/organisation-views';
import { planningViews } from '@zongheng/planning-views';
import { receivablesViews } from '@zongheng/receivables-views';
import { salesViews } from '@zongheng/sales-views';

/** Every view that is projected here. Loaded by the projecting threads too: nothing but pure rooms may be imported. */
export const views: readonly View[] = [
  ...organisationViews,
  ...customersViews,
  ...salesViews,
  ...contractsViews,
  ...receivablesViews,
  ...planningViews,
];
