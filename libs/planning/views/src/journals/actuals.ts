import { contractEvents, type RecordedContractEvent } from '@zongheng/contracts-events';
import type { CustomerRegistered } from '@zongheng/customers-events';
import { journalView, type RecordedOf } from '@zongheng/kernel';
import { accountEvents, type RecordedAccountEvent } from '@zongheng/receivables-events';
import { opportunityEvents, type RecordedOpportunityEvent, type TaskCompleted, type VisitCompleted } from '@zongheng/sales-events';
import { moneyActuals } from './actuals/accounts.ts';
import type { Actual, ActualDimension, ActualMeasure } from './actuals/cell.ts';
import { contractActuals } from './actuals/contracts.ts';
import { dealActuals, registrationActuals, taskActuals, visitActuals } from './actuals/selling.ts';

type ActualEvent =
  | RecordedContractEvent
  | RecordedAccountEvent
  | RecordedOpportunityEvent
  | RecordedOf<typeof CustomerRegistered>
  | RecordedOf<typeof VisitCompleted>
  | RecordedOf<typeof TaskCompleted>;

const contractTypes = new Set<string>(contractEvents.map(({ type }) => type));
const accountTypes = new Set<string>(accountEvents.map(({ type }) => type));

/**
 * What came of every metric, by itself: other contexts' events, each on its business date, and on the day it counts for (`countsOn`): the
 * same day for what happened, the first of its month for expected revenue, its last day for a contract's term. So what counts for a period as
 * it was seen on a date is one sum. `amount` is in the unit of its metric (minor units, pieces); of rates it is the part, and `whole` the whole.
 */
export const actuals = journalView<ActualDimension, ActualMeasure, ActualEvent>({
  name: 'plan-actuals',
  version: 1,
  meaning: { zh: '计划的实际值：由各业务事件自动形成', en: 'What plans are held against: actuals, from the events of all contexts' },
  handles: [
    ...contractEvents.filter(({ type }) => type !== 'ContractDrafted').map(({ type }) => type),
    ...accountEvents.map(({ type }) => type),
    ...opportunityEvents.map(({ type }) => type),
    'CustomerRegistered',
    'VisitCompleted',
    'TaskCompleted',
  ],
  dimensions: {
    metric: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    productLine: 'key',
    customer: 'key',
    currency: 'key',
    countsOn: 'date',
  },
  measures: ['amount', 'whole'],
  rollups: [['metric', 'productLine', 'currency', 'unit']],
  contribute: (event): readonly Actual[] => {
    if (isOfContract(event)) return contractActuals(event);
    if (isOfAccount(event)) return moneyActuals(event);
    switch (event.type) {
      case 'CustomerRegistered':
        return registrationActuals(event);
      case 'VisitCompleted':
        return visitActuals(event);
      case 'TaskCompleted':
        return taskActuals(event);
      default:
        return dealActuals(event);
    }
  },
});

function isOfContract(event: ActualEvent): event is RecordedContractEvent {
  return contractTypes.has(event.type);
}

function isOfAccount(event: ActualEvent): event is RecordedAccountEvent {
  return accountTypes.has(event.type);
}
