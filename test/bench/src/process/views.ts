import { contractsEvents } from '@zongheng/contracts-events';
import { contractsViews } from '@zongheng/contracts-views';
import { customersEvents } from '@zongheng/customers-events';
import { customersViews } from '@zongheng/customers-views';
import { correctionsView, type View } from '@zongheng/kernel';
import { organisationViews } from '@zongheng/organisation-views';
import { planningViews } from '@zongheng/planning-views';
import { receivablesEvents } from '@zongheng/receivables-events';
import { receivablesViews } from '@zongheng/receivables-views';
import { salesEvents } from '@zongheng/sales-events';
import { salesViews } from '@zongheng/sales-views';

/** Every view there is. */
export const allViews: readonly View[] = [
  correctionsView([...customersEvents, ...salesEvents, ...contractsEvents, ...receivablesEvents], 1),
  ...organisationViews,
  ...customersViews,
  ...salesViews,
  ...contractsViews,
  ...receivablesViews,
  ...planningViews,
] as readonly View[];
