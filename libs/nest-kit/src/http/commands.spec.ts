import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type EventStore, StoreError } from '@zongheng/event-store';
import { houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post as postTo } from '../toy/house.client.ts';
import { withAppend } from '../toy/house.runner.ts';

let app: NestFastifyApplication;
let store: EventStore;

beforeEach(async () => {
  ({ app, store } = await houseApp());
  await post('/v1/rooms', { floor: 3, id: 'r1' });
});
afterEach(() => app.close());

const post = (url: string, body: unknown, headers?: Record<string, string>): Promise<Answered> => postTo(app, url, body, headers);

describe('a command over HTTP', () => {
  it('that creates answers 201 with where to find it, its revision as ETag, and what was recorded', async () => {
    const { status, headers, body } = await post('/v1/lamps', { room: 'r1' }, { 'idempotency-key': 'k1' });
    expect(status).toBe(201);
    expect(headers).toMatchObject({ etag: '"0"', location: `/v1/lamps/${String(body['id'])}`, 'consistency-token': body['token'] });
    expect(body).toMatchObject({ revision: 0, position: 2, events: [{ type: 'LampInstalled', data: { room: 'r1', floor: 3 } }] });
    expect(body).not.toHaveProperty('replayed');
  });

  it('on an aggregate answers 200; the body may be left out where no field is required', async () => {
    await post('/v1/lamps', { room: 'r1', id: 'l1' });
    expect((await post('/v1/lamps/l1/turn', { by: 5 })).status).toBe(200);
    expect(await ask(app, 'POST', '/v1/lamps/l1/turn')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/by' }] } });
  });

  it('sent again with its key gets the same answer, marked as replayed; with another body it is refused', async () => {
    const first = await post('/v1/lamps', { room: 'r1' }, { 'idempotency-key': 'k1' });
    const again = await post('/v1/lamps', { room: 'r1' }, { 'idempotency-key': '"k1"' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    const other = await post('/v1/lamps', { room: 'r1', note: 'x' }, { 'idempotency-key': 'k1' });
    expect(other).toMatchObject({ status: 422, body: { code: 'COMMAND.KEY_REUSED' } });
  });

  it('with If-Match goes through at that revision only', async () => {
    await post('/v1/lamps', { room: 'r1', id: 'l1' });
    expect((await post('/v1/lamps/l1/turn', { by: 5 }, { 'if-match': '"0"' })).status).toBe(200);
    expect(await post('/v1/lamps/l1/turn', { by: 5 }, { 'if-match': '"0"' })).toMatchObject({
      status: 412,
      body: { code: 'COMMAND.REVISION_MISMATCH' },
    });
  });

  it('names who sent it and why in its events', async () => {
    await post(
      '/v1/lamps',
      { room: 'r1', id: 'l1', on: '2026-02-01', occurredAt: '2026-02-01T03:00:00Z' },
      { 'x-actor': 'ann', 'x-correlation-id': 'req-1' },
    );
    const [event] = await store.readStream('lamp-l1');
    expect(event).toMatchObject({
      actor: 'ann',
      correlationId: 'req-1',
      businessDate: '2026-02-01',
      occurredAt: '2026-02-01T03:00:00.000Z',
    });
    expect(event?.data).toEqual({ room: 'r1', floor: 3 });
  });

  it('that only the program may issue has no address', async () => {
    expect(await post('/v1/lamps/l1/move', { to: 'r1' })).toMatchObject({ status: 404, body: { code: 'REQUEST.NO_ROUTE' } });
  });
});

describe('a refusal over HTTP', () => {
  it('is a problem: its code, its page, what was found, what to do, the field, the request', async () => {
    const { status, headers, body } = await post(
      '/v1/lamps',
      { room: 'r9' },
      { 'x-correlation-id': 'req-7', 'accept-language': 'zh-CN,en;q=0.5' },
    );
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      type: '/docs/problems/HOUSE.ROOM.UNKNOWN',
      title: '没有这个房间',
      status: 422,
      detail: 'there is no room r9',
      code: 'HOUSE.ROOM.UNKNOWN',
      remedy: 'build the room first',
      field: '/room',
      correlationId: 'req-7',
    });
  });

  it('has the status of its kind: missing 404, conflict 409', async () => {
    expect(await post('/v1/lamps/none/turn', { by: 1 })).toMatchObject({ status: 404, body: { code: 'HOUSE.LAMP.UNKNOWN' } });
    await post('/v1/lamps', { room: 'r1', id: 'l1' });
    expect(await post('/v1/lamps', { room: 'r1', id: 'l1' })).toMatchObject({ status: 409, body: { code: 'HOUSE.LAMP.INSTALLED' } });
  });
});

describe('bad input is answered with a problem, and nothing is recorded', () => {
  const deep = (levels: number): string => '{"note":'.repeat(levels) + '1' + '}'.repeat(levels);
  const cases: readonly (readonly [string, number, string, () => Promise<Answered>])[] = [
    ['JSON cut short', 400, 'REQUEST.MALFORMED_JSON', () => post('/v1/lamps', '{"room":')],
    ['a body that is no object', 400, 'COMMAND.BODY_MALFORMED', () => post('/v1/lamps', '[1]')],
    ['fields of wrong types', 400, 'COMMAND.BODY_MALFORMED', () => post('/v1/lamps', { room: 7 })],
    ['unknown fields', 400, 'COMMAND.BODY_MALFORMED', () => post('/v1/lamps', { room: 'r1', colour: 'red' })],
    ['a date that does not exist', 400, 'COMMAND.BODY_MALFORMED', () => post('/v1/lamps', { room: 'r1', on: '2026-02-30' })],
    ['a number beyond its bounds', 400, 'COMMAND.BODY_MALFORMED', () => post('/v1/lamps/l1/turn', '{"by":1e400}')],
    ['a body above the limit', 413, 'REQUEST.TOO_LARGE', () => post('/v1/lamps', { room: 'r1', note: 'x'.repeat(1_100_000) })],
    ['nesting beyond the limit', 400, 'REQUEST.HAZARDOUS_JSON', () => post('/v1/lamps', deep(40))],
    ['nesting without end', 400, 'REQUEST.HAZARDOUS_JSON', () => post('/v1/lamps', '['.repeat(100_000) + ']'.repeat(100_000))],
    ['NUL in a text', 400, 'REQUEST.HAZARDOUS_JSON', () => post('/v1/lamps', '{"room":"r1","note":"a\\u0000b"}')],
    ['half of a surrogate pair', 400, 'REQUEST.HAZARDOUS_JSON', () => post('/v1/lamps', '{"room":"r1","note":"\\ud800"}')],
    ['a prototype for a field', 400, 'REQUEST.HAZARDOUS_JSON', () => post('/v1/lamps', '{"room":"r1","__proto__":{"x":1}}')],
    ['bytes that are not UTF-8', 400, 'REQUEST.NOT_UTF8', () => post('/v1/lamps', Buffer.from([0x7b, 0xff, 0x7d]))],
    [
      'another content type',
      415,
      'REQUEST.UNSUPPORTED_MEDIA_TYPE',
      () => post('/v1/lamps', 'room=r1', { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    ['plain text', 415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE', () => post('/v1/lamps', 'x', { 'content-type': 'text/plain' })],
    ['an id that climbs paths', 400, 'COMMAND.ID_MALFORMED', () => post('/v1/lamps/..%2F..%2Fetc/turn', { by: 1 })],
    ['an id of dots', 400, 'COMMAND.ID_MALFORMED', () => post('/v1/lamps/a..b/turn', { by: 1 })],
    ['an id too long', 400, 'COMMAND.ID_MALFORMED', () => post(`/v1/lamps/${'a'.repeat(97)}/turn`, { by: 1 })],
    ['an id without end', 414, 'REQUEST.URL_TOO_LONG', () => post(`/v1/lamps/${'a'.repeat(600)}/turn`, { by: 1 })],
    ['an id with NUL', 400, 'COMMAND.ID_MALFORMED', () => post('/v1/lamps/a%00/turn', { by: 1 })],
    ['a URL that is not encoded', 400, 'REQUEST.URL_MALFORMED', () => post('/v1/lamps/%E4%/turn', { by: 1 })],
    ['an If-Match that is none', 400, 'REQUEST.HEADER_MALFORMED', () => post('/v1/lamps/l1/turn', { by: 1 }, { 'if-match': 'seven' })],
    ['a key with spaces', 400, 'REQUEST.HEADER_MALFORMED', () => post('/v1/lamps', { room: 'r1' }, { 'idempotency-key': 'a b' })],
    ['an actor that is no id', 400, 'REQUEST.HEADER_MALFORMED', () => post('/v1/lamps', { room: 'r1' }, { 'x-actor': '../root' })],
    [
      'a correlation id too long',
      400,
      'REQUEST.HEADER_MALFORMED',
      () => post('/v1/lamps', { room: 'r1' }, { 'x-correlation-id': 'x'.repeat(200) }),
    ],
    ['an unknown address', 404, 'REQUEST.NO_ROUTE', () => ask(app, 'GET', '/v1/nothing')],
    ['a method that is not there', 405, 'REQUEST.METHOD_NOT_ALLOWED', () => ask(app, 'DELETE', '/v1/lamps/l1/turn')],
  ];

  it.each(cases)('%s', async (_name, status, code, send) => {
    const answered = await send();
    expect([answered.status, answered.body['code']]).toEqual([status, code]);
    expect(answered.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answered.body).toMatchObject({
      type: `/docs/problems/${code}`,
      status,
      title: expect.any(String),
      detail: expect.any(String),
      remedy: expect.any(String),
    });
    expect(answered.body['correlationId']).toEqual(expect.any(String));
    expect(await store.head()).toBe(1);
  });

  it('says which methods an address has', async () => {
    expect((await ask(app, 'DELETE', '/v1/lamps')).headers['allow']).toBe('GET, HEAD, POST');
  });

  it('keeps emoji and characters beyond the basic plane as they are', async () => {
    const note = '灯𠮷💡';
    await post('/v1/lamps', { room: 'r1', id: 'l1', note });
    expect((await store.readStream('lamp-l1'))[0]?.data).toMatchObject({ note });
  });
});

describe('a store that cannot record', () => {
  it('is told with 503 and when to send again; what it could not record, the same key records later', async () => {
    await app.close();
    let isFull = true;
    const full = withAppend(store, async (...given) => {
      if (isFull) throw new StoreError('STORE.FULL', 'the disk is full', 'make room');
      return store.append(...given);
    });
    ({ app } = await houseApp({ store: full, writers: 'one' }));
    const refused = await post('/v1/rooms', { floor: 1 }, { 'idempotency-key': 'k' });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, body: { code: 'STORE.UNAVAILABLE' } });
    isFull = false;
    const recorded = await post('/v1/rooms', { floor: 1 }, { 'idempotency-key': 'k' });
    expect([recorded.status, recorded.headers['idempotency-replayed']]).toEqual([201, undefined]);
  });
});

describe('an error that nobody expected', () => {
  it('is answered with 500 without its words', async () => {
    await app.close();
    const failing = {
      ...store,
      append: async () => Promise.reject(new Error('secret detail')),
      readStream: async () => [],
      close: () => store.close(),
    };
    ({ app } = await houseApp({ store: failing }));
    const { status, body } = await post('/v1/rooms', { floor: 1 });
    expect([status, body['code'], JSON.stringify(body).includes('secret')]).toEqual([500, 'SERVER.INTERNAL', false]);
  });
});
