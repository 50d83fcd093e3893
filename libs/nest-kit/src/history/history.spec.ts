import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type House, houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post } from '../toy/house.client.ts';

let house: House;
let app: NestFastifyApplication;
let address: string;

beforeAll(async () => {
  house = await houseApp();
  ({ app } = house);
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
  await post(app, '/v1/rooms', { id: 'r1', floor: 1 });
  await post(app, '/v1/lamps', { id: 'l1', room: 'r1' }, { 'idempotency-key': 'k' });
  for (let turn = 0; turn < 8; turn += 1) await post(app, '/v1/lamps/l1/turn', { by: 1 });
});
afterAll(() => app.close());

const get = (url: string, headers?: Record<string, string>): Promise<Answered> => ask(app, 'GET', url, headers ? { headers } : {});

interface Shown {
  readonly revision: number;
  readonly position: number;
  readonly type: string;
}
const events = (answer: Answered): readonly Shown[] => answer.body['events'] as readonly Shown[];

describe('the history of a stream', () => {
  it('is told from its first event, or backwards from its last, in pages', async () => {
    const first = await get('/v1/streams/lamp-l1?limit=5');
    expect(events(first).map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    expect(first.body).toMatchObject({ stream: 'lamp-l1', at: 'e1.10', next: 5 });
    expect((await get('/v1/streams/lamp-l1?limit=5&from=5')).body).toMatchObject({ next: null });
    const back = await get('/v1/streams/lamp-l1?direction=backwards&limit=3');
    expect([events(back).map((event) => event.revision), back.body['next']]).toEqual([[8, 7, 6], 5]);
  });

  it('shows who, when and what, and nothing of how retries are told', async () => {
    const [event] = events(await get('/v1/streams/lamp-l1?limit=1'));
    expect(event).toMatchObject({ type: 'LampInstalled', actor: 'local', businessDate: '2026-03-02', data: { room: 'r1', floor: 1 } });
    expect(event).not.toHaveProperty('command');
  });

  it('of a stream that is none is not found; names with tricks and unknown parameters are refused', async () => {
    expect(await get('/v1/streams/lamp-none')).toMatchObject({ status: 404, body: { code: 'READ.NOT_FOUND' } });
    expect(await get('/v1/streams/lamp')).toMatchObject({ status: 400, body: { code: 'REQUEST.URL_MALFORMED' } });
    expect(await get('/v1/streams/lamp-..%2Fx')).toMatchObject({ status: 400, body: { code: 'REQUEST.URL_MALFORMED' } });
    expect(await get('/v1/streams/lamp-l1?from=-1')).toMatchObject({ status: 400, body: { field: 'from' } });
    expect(await get('/v1/streams/lamp-l1?direction=up')).toMatchObject({ status: 400, body: { field: 'direction' } });
    expect(await get('/v1/streams/lamp-l1?x=1')).toMatchObject({ status: 400, body: { code: 'QUERY.PARAMETER_UNKNOWN' } });
  });
});

describe('the whole log', () => {
  it('is read a page at a time, each after the one before, until its end', async () => {
    const seen: number[] = [];
    let after = '';
    for (let page = 0; page < 5; page += 1) {
      const answer = await get(`/v1/events?limit=4${after}`);
      seen.push(...events(answer).map((event) => event.position));
      after = `&after=${String(answer.body['next'])}`;
      if (answer.body['atEnd'] === true) break;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await get(`/v1/events?${after.slice(1)}`)).body).toMatchObject({ events: [], atEnd: true, next: 'e1.10' });
  });

  it('shows some types only, where they are named', async () => {
    expect(events(await get('/v1/events?types=RoomBuilt,LampInstalled')).map((event) => event.type)).toEqual([
      'RoomBuilt',
      'LampInstalled',
    ]);
    expect(await get('/v1/events?types=Nothing')).toMatchObject({ status: 400, body: { field: 'types' } });
  });

  it('of another epoch is gone', async () => {
    expect(await get('/v1/events?after=e0.3')).toMatchObject({ status: 410, body: { code: 'READ.EPOCH_GONE' } });
    expect(await get('/v1/events?after=3')).toMatchObject({ status: 400, body: { field: 'after' } });
  });
});

/** Reads server-sent events until enough of them came. */
async function streamed(
  path: string,
  count: number,
  headers: Record<string, string> = {},
  meanwhile?: () => Promise<unknown>,
): Promise<Record<string, string>[]> {
  const reader = new AbortController();
  const response = await fetch(`${address}${path}`, { headers, signal: reader.signal });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  await meanwhile?.();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.split('\n\n').length > count) break;
  }
  reader.abort();
  return text
    .split('\n\n')
    .slice(0, count)
    .map((block) =>
      Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])),
    );
}

describe('the log as it grows', () => {
  it('is streamed from the start, says when it has caught up, and goes on', async () => {
    const seen = await streamed('/v1/events/stream', 12, {}, async () => {
      await new Promise((go) => setTimeout(go, 100));
      await post(app, '/v1/lamps/l1/turn', { by: 1 });
    });
    expect(seen.map((event) => event['id'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11].map((position) => `e1.${position}`));
    expect(seen[10]).toMatchObject({ event: 'caught-up' });
    expect(seen[11]).toMatchObject({ event: 'LampTurned' });
    expect(JSON.parse(seen[11]?.['data'] ?? '')).toMatchObject({ position: 11, stream: 'lamp-l1' });
  });

  it('goes on after the last event that a reader has', async () => {
    const [next] = await streamed('/v1/events/stream', 1, { 'last-event-id': 'e1.7' });
    expect(next?.['id']).toBe('e1.8');
  });

  it('can be had for some types, and for what is still to come', async () => {
    const [first] = await streamed('/v1/events/stream?types=LampInstalled', 1);
    expect(first?.['event']).toBe('LampInstalled');
    const seen = await streamed('/v1/events/stream?after=now', 2, {}, () => post(app, '/v1/lamps/l1/turn', { by: 1 }));
    expect(seen.map((event) => event['event']).sort()).toEqual(['LampTurned', 'caught-up']);
  });

  it('of another epoch, or from a place that is none, is refused', async () => {
    expect(await get('/v1/events/stream', { 'last-event-id': 'e0.7' })).toMatchObject({ status: 410, body: { code: 'READ.EPOCH_GONE' } });
    expect(await get('/v1/events/stream?after=x')).toMatchObject({ status: 400 });
  });

  it('asked for by HEAD answers its headers and nothing else', async () => {
    const response = await fetch(`${address}/v1/events/stream`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('ends when the server stops', async () => {
    const { app: other } = await houseApp();
    await other.listen(0, '127.0.0.1');
    const response = await fetch(`${await other.getUrl()}/v1/events/stream`);
    const ended = response.text();
    await other.close();
    expect(await ended).toContain('caught-up');
  });
});
