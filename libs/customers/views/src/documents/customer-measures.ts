import {
  amountOf,
  type Cell,
  movementsOf,
  opportunityEvents,
  type RecordedOpportunityEvent,
  type RecordedOrderEvent,
  type RecordedVisitEvent,
} from '@zongheng/sales-events';
import { type BusinessDate, daysBetween } from '@zongheng/kernel';
import { newest } from './customer-changes.ts';
import type { CustomerMeasures } from './customer-document.ts';

type Sold = RecordedOpportunityEvent | Extract<RecordedOrderEvent, { type: 'OrderPlaced' | 'OrderCancelled' }>;
/** The events of sales that a customer's measures count. */
export type SalesEvent = Sold | Extract<RecordedVisitEvent, { type: 'VisitCompleted' }>;

export const salesEventTypes: readonly SalesEvent['type'][] = [
  ...opportunityEvents.map((definition) => definition.type),
  'VisitCompleted',
  'OrderPlaced',
  'OrderCancelled',
];

/** What an event of a deal changes of a customer's measures; null where nothing, as with most of them: then no file is touched. */
interface Change {
  readonly open: number;
  readonly wonDeals: number;
  readonly won: ReadonlyMap<string, number>;
}

export function changesMeasures(event: SalesEvent): boolean {
  return isOpportunityEvent(event) ? changeOf(event) !== null : true;
}

export function measuresAfter(measures: CustomerMeasures, event: SalesEvent): CustomerMeasures {
  switch (event.type) {
    case 'VisitCompleted':
      return { ...measures, visits: measures.visits + 1, lastContact: newest(measures.lastContact, event.businessDate) };
    case 'OrderPlaced':
      return {
        ...measures,
        orders: measures.orders + 1,
        firstOrder: earlier(measures.firstOrder ?? event.businessDate, event.businessDate),
        lastOrder: newest(measures.lastOrder, event.businessDate),
      };
    case 'OrderCancelled':
      return { ...measures, orders: measures.orders - 1 };
    default: {
      const change = changeOf(event);
      return change ? added(measures, change) : measures;
    }
  }
}

function isOpportunityEvent(event: SalesEvent): event is RecordedOpportunityEvent {
  return event.type !== 'VisitCompleted' && event.type !== 'OrderPlaced' && event.type !== 'OrderCancelled';
}

function changeOf(event: RecordedOpportunityEvent): Change | null {
  let open = 0;
  let wonDeals = 0;
  const won = new Map<string, number>();
  const count = (cell: Cell | null, sign: number): void => {
    if (!cell || cell.customer !== event.orderingKey) return;
    if (cell.status === 'open') open += sign;
    if (cell.status !== 'won') return;
    wonDeals += sign;
    won.set(cell.currency, (won.get(cell.currency) ?? 0) + sign * amountOf(cell));
  };
  for (const { sign, movement } of movementsOf(event)) {
    count(movement.out, -sign);
    count(movement.in, sign);
  }
  const isSame = open === 0 && wonDeals === 0 && [...won.values()].every((amount) => amount === 0);
  return isSame ? null : { open, wonDeals, won };
}

function added(measures: CustomerMeasures, { open, wonDeals, won }: Change): CustomerMeasures {
  const sums = { ...measures.won };
  for (const [currency, amount] of won) sums[currency] = (sums[currency] ?? 0) + amount;
  return {
    ...measures,
    openOpportunities: measures.openOpportunities + open,
    wonDeals: measures.wonDeals + wonDeals,
    won: Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0)),
  };
}

/** How many days lie between two orders on average: how often they buy. Null where there were not two. */
export function daysBetweenOrders({ orders, firstOrder, lastOrder }: CustomerMeasures): number | null {
  return orders < 2 || firstOrder === null || lastOrder === null ? null : Math.round(daysBetween(firstOrder, lastOrder) / (orders - 1));
}

function earlier(one: BusinessDate, other: BusinessDate): BusinessDate {
  return one < other ? one : other;
}
