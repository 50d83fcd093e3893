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
import { type Channel, channels } from '@zongheng/customers-events';
import { channelOf, customersOf, departmentOf } from './concerning.ts';
import { timelineContexts, timelineEvents } from './timeline-events.ts';

/** One event in the timeline of one customer: where it stands in the log, and what it is found by. What it says stays in the log alone. */
export const TimelineEntry = Shape({
  customer: Id<CustomerId>(),
  position: Type.Integer(),
  on: DateText(),
  context: KeyOf(timelineContexts),
  type: Type.String(),
  channel: Type.Union([KeyOf(channels), Type.Null()]),
  department: Type.Union([Id<UnitId>(), Type.Null()]),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

/** An entry as its page holds it: position, business date, type, channel and department. */
export type PageEntry = readonly [position: number, on: string, type: string, channel: Channel | null, department: string | null];

/**
 * What one customer's timeline shows of neighbouring events of one stream, in the order in which they were recorded. A page never grows
 * beyond `pageRevisions` entries, however much happens with a customer, and is of one ordering key, as its stream is.
 */
export interface TimelinePage {
  readonly customer: CustomerId;
  readonly entries: readonly PageEntry[];
}

const pageRevisions = 64;

export const timeline = documentView<TimelinePage, RecordedEvent>({
  name: 'timeline',
  version: 4,
  meaning: { zh: '客户时间线', en: 'Timelines of customers' },
  handles: [...timelineEvents.keys()],
  keysOf: (event) => customersOf(event).map((customer) => pageKey(event, customer)),
  evolve: (page, event, key) => {
    const { position, businessDate, type } = event;
    const entry: PageEntry = [position, businessDate, type, channelOf(event), departmentOf(event)];
    return page ? { ...page, entries: [...page.entries, entry] } : { customer: customerIn(key), entries: [entry] };
  },
  fields: { customer: 'text', first: 'text', last: 'text' },
  indexes: [['customer', 'last']],
  index: ({ customer, entries }) => ({ fields: { customer, ...spanOf(entries) } }),
});

/** `opportunity-7:0:c1`. */
function pageKey({ stream, revision }: RecordedEvent, customer: string): string {
  return `${stream}:${Math.floor(revision / pageRevisions)}:${customer}`;
}

/** The names of streams have no colons. */
function customerIn(key: string): CustomerId {
  return key.slice(key.indexOf(':', key.indexOf(':') + 1) + 1) as CustomerId;
}

/** The places of the earliest and the latest entry: they stand in order of recording, so any may be either. */
function spanOf(entries: readonly PageEntry[]): { readonly first: string; readonly last: string } {
  let [first, last] = ['', ''];
  for (const [position, on] of entries) {
    const place = placeOf(on, position);
    if (first === '' || place < first) first = place;
    if (place > last) last = place;
  }
  return { first, last };
}

/** The place of an entry: its date, and within a day the order in which things were learned. */
export function placeOf(on: string, position: number): string {
  return `${on} ${String(position).padStart(16, '0')}`;
}

/** The entries of a page in full. */
export function entriesIn({ customer, entries }: TimelinePage): readonly TimelineEntry[] {
  return entries.flatMap(([position, on, type, channel, department]): TimelineEntry[] => {
    const known = timelineEvents.get(type);
    if (!known) return [];
    return [
      { customer, position, on: on as TimelineEntry['on'], context: known.context, type, channel, department: department as UnitId | null },
    ];
  });
}
