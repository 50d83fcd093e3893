import { type Contribution, daysBetween, journalView } from '@zongheng/kernel';
import {
  amountOf,
  type Cell,
  movementsOf,
  opportunityEvents,
  type RecordedOpportunityEvent,
  type RecordedTaskEvent,
  type RecordedVisitEvent,
  type SignedMovement,
} from '@zongheng/sales-events';

type Dimension = 'pipeline' | 'owner' | 'unit' | 'region' | 'segment' | 'source' | 'productLine' | 'currency' | 'cycleDays';
type Measure = 'won' | 'amount' | 'cost' | 'visits' | 'tasks';
type SellingEvent = RecordedOpportunityEvent | RecordedVisitEvent | RecordedTaskEvent;

/**
 * What selling takes: won deals by the days from opening to winning (`cycleDays`), and what visits and tasks cost, in minor units of
 * `currency`. Cost of sale is cost ÷ won over a period, where both are counted by owner, unit and currency.
 */
export const selling = journalView<Dimension, Measure, SellingEvent>({
  name: 'selling',
  version: 1,
  meaning: { zh: '销售周期与销售成本', en: 'Sales-cycle length and cost of sale' },
  handles: [...opportunityEvents.map((definition) => definition.type), 'VisitCompleted', 'TaskCompleted'],
  dimensions: {
    pipeline: 'key',
    owner: 'key',
    unit: 'key',
    region: 'key',
    segment: 'key',
    source: 'key',
    productLine: 'key',
    currency: 'key',
    cycleDays: 'key',
  },
  measures: ['won', 'amount', 'cost', 'visits', 'tasks'],
  contribute(event) {
    switch (event.type) {
      case 'VisitCompleted':
        return [effort(event.businessDate, event.data.by, event.data.cost, 'visits')];
      case 'TaskCompleted':
        return [effort(event.businessDate, event.data.by, event.data.cost, 'tasks')];
      case 'VisitPlanned':
      case 'VisitRescheduled':
      case 'VisitReassigned':
      case 'VisitCancelled':
      case 'TaskAssigned':
      case 'TaskProgressed':
      case 'TaskBlocked':
      case 'TaskUnblocked':
      case 'TaskReassigned':
      case 'TaskCancelled':
        return [];
      default:
        return movementsOf(event).flatMap(wins);
    }
  },
});

function effort(
  date: Contribution['date'],
  by: { readonly owner: string; readonly unit: string },
  cost: { readonly minor: number; readonly currency: string } | null,
  measure: 'visits' | 'tasks',
): Contribution<Dimension, Measure> {
  return {
    date,
    cell: {
      pipeline: null,
      owner: by.owner,
      unit: by.unit,
      region: null,
      segment: null,
      source: null,
      productLine: null,
      currency: cost?.currency ?? null,
      cycleDays: null,
    },
    measures: { [measure]: 1, ...(cost ? { cost: cost.minor } : {}) },
  };
}

function wins({ sign, movement }: SignedMovement): Contribution<Dimension, Measure>[] {
  const { date, out, in: entered, opened } = movement;
  return [
    ...(out?.status === 'won' ? [win(date, out, daysBetween(opened, out.since), sign === 1 ? -1 : 1)] : []),
    ...(entered?.status === 'won' ? [win(date, entered, daysBetween(opened, entered.since), sign)] : []),
  ];
}

function win(date: Contribution['date'], cell: Cell, cycleDays: number, sign: 1 | -1): Contribution<Dimension, Measure> {
  const { pipeline, owner, unit, region, segment, source, currency } = cell;
  const amount = amountOf(cell);
  return {
    date,
    cell: {
      pipeline,
      owner,
      unit,
      region,
      segment,
      source,
      productLine: cell.lines[0]?.productLine ?? null,
      currency,
      cycleDays: String(cycleDays),
    },
    measures: { won: sign, amount: amount === 0 ? 0 : sign * amount },
  };
}
