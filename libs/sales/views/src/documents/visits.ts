import {
  type CustomerId,
  DateText,
  documentView,
  Id,
  idOf,
  KeyOf,
  type Labels,
  personal,
  Shape,
  type Static,
  Text,
  Type,
} from '@zongheng/kernel';
import { Cost, Owned, type RecordedVisitEvent, Serves, visitEvents, visitOutcomes } from '@zongheng/sales-events';

const OptionalDate = Type.Union([DateText(), Type.Null()]);

export type VisitStatus = 'planned' | 'completed' | 'cancelled';
export const visitStatuses: Labels<VisitStatus> = {
  planned: { zh: '已计划', en: 'Planned' },
  completed: { zh: '已完成', en: 'Completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const VisitDocument = Shape({
  id: Id(),
  status: KeyOf(visitStatuses),
  customer: Id<CustomerId>(),
  by: Owned,
  plannedFor: DateText(),
  purpose: Text(500),
  ...Serves,
  outcome: Type.Union([KeyOf(visitOutcomes), Type.Null()]),
  note: personal(Type.Union([Text(2000), Type.Null()])),
  cost: Cost,
  /** The date it was made or cancelled; null while it is planned. */
  ended: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type VisitDocument = Static<typeof VisitDocument>;

export const visits = documentView<VisitDocument, RecordedVisitEvent>({
  name: 'visits',
  version: 1,
  meaning: { zh: '拜访', en: 'Visits' },
  handles: visitEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (visit, event) => {
    if (event.type === 'VisitPlanned') {
      const planned = { id: idOf(event.stream), status: 'planned' as const, outcome: null, note: null, cost: null, ended: null };
      return { ...planned, ...event.data, revision: event.revision };
    }
    return visit === null ? null : { ...visitAfter(visit, event), revision: event.revision };
  },
  fields: {
    status: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    plannedFor: 'text',
    opportunity: 'text',
    outcome: 'text',
    ended: 'text',
  },
  indexes: [
    ['owner', 'plannedFor'],
    ['unit', 'plannedFor'],
    ['customer', 'plannedFor'],
    ['opportunity', 'plannedFor'],
    ['status', 'plannedFor'],
    ['plannedFor'],
    ['ended'],
  ],
  index: (visit) => ({
    fields: {
      status: visit.status,
      customer: visit.customer,
      owner: visit.by.owner,
      unit: visit.by.unit,
      plannedFor: visit.plannedFor,
      opportunity: visit.opportunity,
      outcome: visit.outcome,
      ended: visit.ended,
    },
    search: [visit.purpose],
  }),
});

function visitAfter(visit: VisitDocument, event: Exclude<RecordedVisitEvent, { type: 'VisitPlanned' }>): VisitDocument {
  switch (event.type) {
    case 'VisitRescheduled':
      return { ...visit, plannedFor: event.data.to };
    case 'VisitReassigned':
      return { ...visit, by: event.data.to };
    case 'VisitCompleted':
      return {
        ...visit,
        status: 'completed',
        outcome: event.data.outcome,
        note: event.data.note,
        cost: event.data.cost,
        ended: event.businessDate,
      };
    case 'VisitCancelled':
      return { ...visit, status: 'cancelled', ended: event.businessDate };
  }
}
