import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  streamNameFilter,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { connectionTo, doubleGround } from '../ground.ts';
import { startDoubleProcess } from './process.ts';

const ground = doubleGround();

/** What was found on a real server, so that the double is held to it. */
describe('the double of EventStoreDB', () => {
  const clients: EventStoreDBClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });
  const connected = (port: number): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(connectionTo(port));
    clients.push(client);
    return client;
  };
  const visits = (count: number) =>
    Array.from({ length: count }, (_, number) => jsonEvent({ id: randomUUID(), type: 'Visit', data: { number } }));
  const ids = async (client: EventStoreDBClient, stream: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const { event } of client.readStream(stream)) if (event) found.push(event.id);
    return found;
  };

  it('takes the same ids at the same revision, or at any, for a repetition, and writes nothing', async () => {
    const client = connected((await ground.double()).port);
    const events = visits(2);
    const first = await client.appendToStream('visit-1', events, { expectedRevision: NO_STREAM });
    const again = await client.appendToStream('visit-1', events, { expectedRevision: NO_STREAM });
    const anyhow = await client.appendToStream('visit-1', events, { expectedRevision: ANY });
    expect([again, anyhow]).toEqual([first, first]);
    expect(await ids(client, 'visit-1')).toEqual(events.map(({ id }) => id));
  });

  it('writes the same ids again at the current revision', async () => {
    const client = connected((await ground.double()).port);
    const events = visits(2);
    await client.appendToStream('visit-1', events, { expectedRevision: NO_STREAM });
    await client.appendToStream('visit-1', events, { expectedRevision: 1n });
    expect(await ids(client, 'visit-1')).toEqual([...events, ...events].map(({ id }) => id));
  });

  it.each([
    ['at the same revision', NO_STREAM],
    ['at any', ANY],
  ] as const)('refuses an append that overlaps in part with what is there, %s', async (_case, expectedRevision) => {
    const client = connected((await ground.double()).port);
    const events = visits(2);
    await client.appendToStream('visit-1', events, { expectedRevision: NO_STREAM });
    const overlapping = client.appendToStream('visit-1', [...events.slice(0, 1), ...visits(1)], { expectedRevision });
    await expect(overlapping).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await ids(client, 'visit-1')).toHaveLength(2);
  });

  it.each([
    ['on the stream that all appends share', {}],
    ['in a call of its own, as with credentials', { credentials: { username: 'admin', password: 'changeit' } }],
  ])('tells a stale writer the revision, %s', async (_case, options) => {
    const client = connected((await ground.double()).port);
    const written = await client.appendToStream('visit-1', visits(3), { expectedRevision: NO_STREAM, ...options });
    expect(written).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const stale = client.appendToStream('visit-1', visits(1), { expectedRevision: 0n, ...options });
    await expect(stale).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
    const large = client.appendToStream('visit-2', jsonEvent({ type: 'Visit', data: { text: 'x'.repeat(17_000_000) } }), options);
    await expect(large).rejects.toBeDefined();
  });

  it('refuses what is larger than one append may be', async () => {
    const client = connected((await ground.double({ sizeMax: 1_048_576 })).port);
    const large = client.appendToStream('visit-1', jsonEvent({ type: 'Visit', data: { text: 'x'.repeat(1_100_000) } }));
    await expect(large).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
  });

  it('gives the whole log, the system’s own events too, forwards from a place and backwards from before it', async () => {
    const client = connected((await ground.double()).port);
    const { position } = await client.appendToStream('visit-1', visits(3));
    const streams: string[] = [];
    for await (const { event } of client.readAll()) streams.push(event?.streamId ?? '');
    expect(streams).toEqual(['$users', '$users', 'visit-1', 'visit-1', 'visit-1']);
    const from = position ?? { commit: 0n, prepare: 0n };
    const last: unknown[] = [];
    for await (const { event } of client.readAll({ fromPosition: from })) last.push(event?.revision);
    expect(last).toEqual([2n]);
    const before: unknown[] = [];
    for await (const { event } of client.readAll({ fromPosition: from, direction: BACKWARDS, maxCount: 2 })) before.push(event?.revision);
    expect(before).toEqual([1n, 0n]);
    const misplaced = client.readAll({ fromPosition: { commit: from.commit - 1n, prepare: from.commit - 1n } });
    await expect(misplaced.toArray()).rejects.toBeDefined();
  });

  it.each([
    ['by stream', streamNameFilter({ prefixes: ['visit-'] }), 4],
    ['by type', eventTypeFilter({ regex: '^Vis' }), 4],
    ['by a type that never was', eventTypeFilter({ prefixes: ['Nothing'] }), 0],
  ])('filters a subscription %s, says when it has caught up, and goes on live', async (_case, filter, expected) => {
    const client = connected((await ground.double()).port);
    await client.appendToStream('visit-1', visits(3));
    const subscription = client.subscribeToAll({ filter });
    let seen = 0;
    subscription.on('data', () => (seen += 1));
    await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
    await client.appendToStream('visit-2', visits(1));
    await client.appendToStream('task-1', jsonEvent({ type: 'Task', data: {} }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen).toBe(expected);
    await subscription.unsubscribe();
  });

  it('marks with checkpoints how far a filter has looked', async () => {
    const client = connected((await ground.double()).port);
    await client.appendToStream('visit-1', visits(200));
    const marks: bigint[] = [];
    const filter = eventTypeFilter({
      prefixes: ['Nothing'],
      checkpointInterval: 1,
      checkpointReached: async (_subscription, position) => void marks.push(position.commit),
    });
    const subscription = client.subscribeToAll({ filter });
    subscription.on('data', () => undefined);
    await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
    expect(marks.length).toBeGreaterThan(2);
    expect(marks).toEqual(marks.toSorted((one, other) => Number(one - other)));
    await subscription.unsubscribe();
  });

  it('subscribes to one stream, from after a revision', async () => {
    const client = connected((await ground.double()).port);
    await client.appendToStream('visit-1', visits(3));
    const subscription = client.subscribeToStream('visit-1', { fromRevision: 0n });
    const seen: unknown[] = [];
    subscription.on('data', ({ event }) => seen.push(event?.revision));
    await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
    expect(seen).toEqual([1n, 2n]);
    const live = client.subscribeToStream('visit-1', { fromRevision: END });
    await new Promise<void>((resolve) => live.on('confirmation', () => resolve()));
    await Promise.all([subscription.unsubscribe(), live.unsubscribe()]);
  });

  it('says that it is not ready while it starts', async () => {
    const client = connected((await ground.double({ startMs: 1_000 })).port);
    await expect(client.readAll({ maxCount: 1 }).toArray()).rejects.toBeInstanceOf(UnavailableError);
    await expect(client.appendToStream('visit-1', visits(1))).rejects.toMatchObject({
      message: expect.stringContaining('Server Is Not Ready'),
    });
  });

  it('has after a kill what it had answered', async () => {
    const folder = ground.folder();
    const first = await startDoubleProcess({ folder });
    const { position } = await connected(first.port).appendToStream('visit-1', visits(3));
    await first.kill();
    const second = await startDoubleProcess({ folder });
    const found = [];
    for await (const { event } of connected(second.port).readStream('visit-1')) found.push(event?.position?.commit);
    expect(found.at(-1)).toBe(position?.commit);
    await second.kill();
  });
});
