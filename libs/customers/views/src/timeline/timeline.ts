import {
  type CustomerId,
  DateText,
  documentView,
  Id,
  KeyOf,
  type RecordedEvent,
  Shape,
  type Static,
  Type,
  type UnitId,
} from '@zongheng/kernel';
import { channels } from '@zongheng/customers-events';
import { channelOf, customersOf, departmentOf } from './concerning.ts';
import { timelineContexts, timelineEvents } from './timeline-events.ts';

/**
 * One event in the timeline of one customer: where it stands in the log, and what it is found by. What it says stays in the log alone, where
 * it can be made unreadable. Each document has one event, so that events of all orders can stand side by side.
 */
export const TimelineDocument = Shape({
  customer: Id<CustomerId>(),
  position: Type.Integer(),
  on: DateText(),
  context: KeyOf(timelineContexts),
  type: Type.String(),
  channel: Type.Union([KeyOf(channels), Type.Null()]),
  department: Type.Union([Id<UnitId>(), Type.Null()]),
});
export type TimelineDocument = Static<typeof TimelineDocument>;

export const timeline = documentView<TimelineDocument, RecordedEvent>({
  name: 'timeline',
  version: 2,
  meaning: { zh: '客户时间线', en: 'Timelines of customers' },
  handles: [...timelineEvents.keys()],
  keysOf: (event) => customersOf(event).map((customer) => `${event.position}:${customer}`),
  evolve: (_, event, key) => {
    const known = timelineEvents.get(event.type);
    if (!known) return null;
    const { position, businessDate: on, type } = event;
    return {
      customer: key.slice(key.indexOf(':') + 1) as CustomerId,
      position,
      on,
      context: known.context,
      type,
      channel: channelOf(event),
      department: departmentOf(event) as UnitId | null,
    };
  },
  fields: { customer: 'text', at: 'text', context: 'text', type: 'text', channel: 'text', department: 'text' },
  // A customer's own entries are few: what else is asked of them is looked for among these.
  indexes: [['customer', 'at']],
  index: (entry) => {
    const { customer, context, type, channel, department } = entry;
    return { fields: { customer, at: placeOf(entry), context, type, channel, department } };
  },
});

/** The place of an entry: its date, and within a day the order in which things were learned. */
export function placeOf({ on, position }: Pick<TimelineDocument, 'on' | 'position'>): string {
  return `${on} ${String(position).padStart(16, '0')}`;
}
