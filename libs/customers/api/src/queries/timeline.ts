import { type Channel, channels } from '@zongheng/customers-events';
import { merges, timeline, type TimelineContext, timelineContexts, TimelineEntry, timelineEvents } from '@zongheng/customers-views';
import { Id, InstantText, isPlainId, LabelText, type RecordedEvent, Shape, Type } from '@zongheng/kernel';
import { IdField, OneOf, pageEndOf, ProblemError, queryEndpoint, ServedDocuments, TextField } from '@zongheng/nest-kit';
import { EventLookup } from '@zongheng/projection';
import { filesOf, survivorIn } from './one-customer.ts';
import { entriesOf } from './timeline-entries.ts';

export class TimelineParams {
  @OneOf(timelineContexts, { optional: true, description: 'Only of this context', example: 'sales' })
  readonly context?: TimelineContext;

  @OneOf(channels, { optional: true, description: 'Only what came about this way', example: 'hotline' })
  readonly channel?: Channel;

  @IdField({ optional: true, description: 'Only what counts for this department' })
  readonly department?: string;

  @TextField(80, { optional: true, description: 'Only events of this type', example: 'InteractionRecorded' })
  readonly type?: string;
}

/** An entry with the event behind it. */
export const ShownEntry = Shape({
  ...TimelineEntry.properties,
  label: LabelText(200),
  stream: Type.String(),
  event: Id(),
  recordedAt: InstantText(),
  occurredAt: Type.Union([InstantText(), Type.Null()]),
  actor: Type.String(),
  data: Type.Unknown(),
});

export const timelineEndpoint = queryEndpoint({
  path: 'customers/:id/timeline',
  views: [timeline, merges],
  title: { zh: '客户时间线', en: 'Timeline' },
  summary: {
    zh: '客户的全部事件，由新到旧，含已并入的客户；可按领域、渠道、部门筛选',
    en: 'All that happened with a customer, newest first, merged files included; by context, channel and department',
  },
  time: 'none',
  params: TimelineParams,
  paged: true,
  table: 'entries',
  answer: Shape({ customer: Id(), files: Type.Array(Id()), entries: Type.Array(ShownEntry) }),
  async handle({ id = '', params, limit }, given, place) {
    if (!isPlainId(id)) throw new ProblemError('REQUEST.URL_MALFORMED', 'the id has characters that may not stand in one', { field: 'id' });
    const documents = given.get(ServedDocuments);
    const customer = await survivorIn(documents, id);
    const files = await filesOf(documents, customer);
    const { context, channel, department, type } = params;
    const { entries, next } = await entriesOf(documents, files, { context, channel, department, type }, limit, pageEndOf(place));
    return { customer, files, entries: await shownEntries(entries, given.get(EventLookup)), next };
  },
});

/** Entries, each with its event: what it says stands in the log alone. */
export async function shownEntries(entries: readonly TimelineEntry[], lookup: EventLookup): Promise<readonly object[]> {
  const events = await lookup.at(entries.map(({ position }) => position));
  return entries.map((entry) => ({ ...entry, label: timelineEvents.get(entry.type)?.meaning, ...toldOf(events.get(entry.position)) }));
}

function toldOf(event: RecordedEvent | undefined): object {
  if (!event) return {};
  const { id, stream, recordedAt, occurredAt = null, actor, data } = event;
  return { stream, event: id, recordedAt, occurredAt, actor, data };
}
