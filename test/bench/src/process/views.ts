import { customersViews } from '@zongheng/customers-views';
import type { View } from '@zongheng/kernel';
import { organisationViews } from '@zongheng/organisation-views';
import { salesViews } from '@zongheng/sales-views';

/** Every view there is. */
export const allViews: readonly View[] = [...organisationViews, ...customersViews, ...salesViews];
