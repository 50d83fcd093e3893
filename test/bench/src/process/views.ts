import { customersViews } from '@zongheng/customers-views';
import { correctionsView, type View } from '@zongheng/kernel';
import { organisationViews } from '@zongheng/organisation-views';
import { salesEvents } from '@zongheng/sales-events';
import { salesViews } from '@zongheng/sales-views';

/** Every view there is. */
export const allViews: readonly View[] = [
  correctionsView(salesEvents, 1),
  ...organisationViews,
  ...customersViews,
  ...salesViews,
] as readonly View[];
