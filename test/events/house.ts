/** Everything that is published and everything that folds it: a context that is missing here is found by golden.spec.ts. */
import { catalogueOf, type EventDefinition, type View } from '@zongheng/kernel';
import { contractsEvents } from '@zongheng/contracts-events';
import { contractsViews } from '@zongheng/contracts-views';
import { customersEvents } from '@zongheng/customers-events';
import { customersViews } from '@zongheng/customers-views';
import { organisationEvents } from '@zongheng/organisation-events';
import { organisationViews } from '@zongheng/organisation-views';
import { receivablesEvents } from '@zongheng/receivables-events';
import { receivablesViews } from '@zongheng/receivables-views';
import { planningEvents } from '@zongheng/planning-events';
import { planningViews } from '@zongheng/planning-views';
import { salesEvents } from '@zongheng/sales-events';
import { salesViews } from '@zongheng/sales-views';

export interface Context {
  readonly name: string;
  readonly events: readonly EventDefinition[];
  readonly views: readonly View[];
}

export const contexts: readonly Context[] = [
  { name: 'organisation', events: organisationEvents, views: organisationViews },
  { name: 'customers', events: customersEvents, views: customersViews },
  { name: 'receivables', events: receivablesEvents, views: receivablesViews },
  { name: 'sales', events: salesEvents, views: salesViews },
  { name: 'planning', events: planningEvents, views: planningViews },
  { name: 'contracts', events: contractsEvents, views: contractsViews },
];

export const definitions: readonly EventDefinition[] = contexts.flatMap((context) => context.events);
export const views: readonly View[] = contexts.flatMap((context) => context.views);
export const catalogue = catalogueOf(definitions);
