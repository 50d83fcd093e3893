import { contractsEvents } from '@zongheng/contracts-events';
import { customersEvents } from '@zongheng/customers-events';
import { exchangeEvents } from '@zongheng/exchange';
import { type Catalogue, catalogueOf, type EventDefinition } from '@zongheng/kernel';
import { organisationEvents } from '@zongheng/organisation-events';
import { receivablesEvents } from '@zongheng/receivables-events';
import { planningEvents } from '@zongheng/planning-events';
import { salesEvents } from '@zongheng/sales-events';

/** The published language of every context that runs here. */
export const eventDefinitions: readonly EventDefinition[] = [
  ...organisationEvents,
  ...customersEvents,
  ...salesEvents,
  ...contractsEvents,
  ...receivablesEvents,
  ...planningEvents,
  ...exchangeEvents,
];

export const catalogue: Catalogue = catalogueOf(eventDefinitions);
