import type { RecordedEvent } from '@zongheng/kernel';
import type { InstallationLog } from '../sink/installation.ts';

/** An event as CloudEvents 1.0 writes it in JSON: context attributes in lower case, the fact itself under `data`. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The stream. */
  readonly subject: string;
  /** When it was recorded. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: unknown;
  readonly [extension: string]: unknown;
}

export interface EventExportOptions {
  /** Who publishes: a URI; by default `urn:zongheng`. */
  readonly source?: string;
  /** Only events after this position (0: all). */
  readonly after?: number;
  /** Only events of these types. */
  readonly types?: ReadonlySet<string>;
  /** Only events that count for these days, the first and the last included. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * An event as a CloudEvent. The type is `zongheng.<Type>.v<version>`. Extensions: `revision` (integer), `position` (text: it may be larger than
 * CloudEvents’ integers), `partitionkey` (the ordering key), `businessdate`, `occurredat`, `customerid`, `actor`, `correlationid`, `causationid`,
 * `traceparent` (CloudEvents’ own extension for distributed tracing).
 */
export function cloudEventOf(event: RecordedEvent, source = 'urn:zongheng'): CloudEvent {
  const { occurredAt, customerId, causationId, traceparent } = event;
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: `zongheng.${event.type}.v${event.schemaVersion}`,
    subject: event.stream,
    time: event.recordedAt,
    datacontenttype: 'application/json',
    revision: event.revision,
    position: String(event.position),
    partitionkey: event.orderingKey,
    businessdate: event.businessDate,
    ...(occurredAt === undefined ? {} : { occurredat: occurredAt }),
    ...(customerId === undefined ? {} : { customerid: customerId }),
    actor: event.actor,
    correlationid: event.correlationId,
    ...(causationId === undefined ? {} : { causationid: causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    data: event.data,
  };
}

/** The log as NDJSON of CloudEvents, a page’s lines at a time, in order of position, up to the end of the log as it is when reached. */
export async function* exportEvents(log: InstallationLog, options: EventExportOptions = {}): AsyncIterable<string> {
  const { source, after = 0, types, from, to } = options;
  for await (const page of log.after(after)) {
    const wanted = page.filter(
      ({ type, businessDate }) =>
        (types === undefined || types.has(type)) &&
        (from === undefined || businessDate >= from) &&
        (to === undefined || businessDate <= to),
    );
    if (wanted.length > 0) yield wanted.map((event) => `${JSON.stringify(cloudEventOf(event, source))}\n`).join('');
  }
}
