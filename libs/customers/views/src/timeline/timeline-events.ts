import { contractEvents } from '@zongheng/contracts-events';
import { customersEvents } from '@zongheng/customers-events';
import { type EventDefinition, keysOf, type Label, type Labels } from '@zongheng/kernel';
import { actionEvents } from '@zongheng/planning-events';
import { accountEvents } from '@zongheng/receivables-events';
import { salesEvents } from '@zongheng/sales-events';

/** The contexts whose events a customer's timeline shows. */
export type TimelineContext = 'customers' | 'sales' | 'contracts' | 'receivables' | 'planning';
export const timelineContexts: Labels<TimelineContext> = {
  customers: { zh: '客户', en: 'Customers' },
  sales: { zh: '销售', en: 'Sales' },
  contracts: { zh: '协议', en: 'Contracts' },
  receivables: { zh: '应收', en: 'Receivables' },
  planning: { zh: '计划', en: 'Planning' },
};

const events: Readonly<Record<TimelineContext, readonly EventDefinition[]>> = {
  customers: customersEvents,
  sales: salesEvents,
  contracts: contractEvents,
  receivables: accountEvents,
  // Of plans: what is done for customers by name.
  planning: actionEvents,
};

/** Streams that are nobody's history: what is sold, how it is counted, which attributes and rules there are. */
const ofNobody = new Set(['attributes', 'identity', 'segment', 'customerRules', 'pipeline', 'assessment', 'product']);

export interface TimelineEvent {
  readonly context: TimelineContext;
  readonly stream: string;
  readonly meaning: Label;
}

/** Every event that stands in the timeline of some customer, by type. */
export const timelineEvents: ReadonlyMap<string, TimelineEvent> = new Map(
  keysOf(timelineContexts).flatMap((context) =>
    events[context]
      .filter(({ stream }) => !ofNobody.has(stream))
      .map(({ type, stream, meaning }): [string, TimelineEvent] => [type, { context, stream, meaning }]),
  ),
);
