import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import type { EventStore } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import { withClients } from '../house/clients.ts';

/** What one command recorded. */
type RawAppend = readonly RecordedEvent[];

/** The appends of a log after a position, by stream, in the order of each. */
export async function appendsOf(store: EventStore, after: number): Promise<readonly (readonly RawAppend[])[]> {
  const streams = new Map<string, RecordedEvent[][]>();
  for (let from = after; ;) {
    const page = await store.readAll({ after: from, limit: 5_000 });
    for (const event of page.events) addTo(streams, event);
    if (page.atEnd) return [...streams.values()];
    from = page.position;
  }
}

function addTo(streams: Map<string, RecordedEvent[][]>, event: RecordedEvent): void {
  const appends = streams.get(event.stream) ?? [];
  const last = appends.at(-1);
  if (last?.[0]?.command?.key === event.command?.key) last?.push(event);
  else appends.push([event]);
  streams.set(event.stream, appends);
}

/**
 * Appends the same events by the client alone, so many streams at a time, each append at the revision that the one before left, with
 * nothing made sure of. Answers how long it took, in milliseconds.
 */
export async function appendRaw(
  connectionString: string,
  prefix: string,
  streams: readonly (readonly RawAppend[])[],
  clients: number,
): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    return await withClients(clients, async (number, isOver) => {
      for (let index = number; index < streams.length && !isOver(); index += clients) {
        for (const append of streams[index] ?? []) {
          const [first] = append;
          const expectedRevision = first && first.revision > 0 ? BigInt(first.revision - 1) : NO_STREAM;
          await client.appendToStream(`${prefix}${first?.stream}`, append.map(rawEvent), { expectedRevision });
        }
      }
    });
  } finally {
    await client.dispose();
  }
}

/** The same bytes: data as it is, and everything else that an event says as its metadata. */
function rawEvent({ data, type, stream: _stream, revision: _revision, position: _position, ...metadata }: RecordedEvent) {
  return jsonEvent({ type, data: data as Record<string, unknown>, metadata });
}
