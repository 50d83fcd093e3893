import { contractsEvents } from '@zongheng/contracts-events';
import { contractsViews } from '@zongheng/contracts-views';
import { customersEvents } from '@zongheng/customers-events';
import { customersViews } from '@zongheng/customers-views';
import { correctionsView, type View } from '@zongheng/kernel';
import { organisationViews } from '@zongheng/organisation-views';
import { planningViews } from '@zongheng/planning-views';
import { receivablesViews } from '@zongheng/receivables-views';
import { receivablesEvents } from '@zongheng/receivables-events';
import { salesEvents } from '@zongheng/sales-events';
import { salesViews } from '@zongheng/sales-views';

/** Which events are corrections, in whatever context: every difference tells them apart. */
const corrections = correctionsView([...customersEvents, ...salesEvents, ...contractsEvents, ...receivablesEvents], 2);

/** Every view that is projected here. Loaded by the projecting threads too: nothing but pure rooms may be imported. */
export const views: readonly View[] = [
  corrections,
  ...organisationViews,
  ...customersViews,
  ...salesViews,
  ...contractsViews,
  ...receivablesViews,
  ...planningViews,
] as readonly View[];
