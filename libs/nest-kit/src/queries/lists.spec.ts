import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type House, houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post } from '../toy/house.client.ts';
import type { LampCard } from '../toy/house.views.ts';

let house: House;
let app: NestFastifyApplication;

beforeAll(async () => {
  house = await houseApp();
  ({ app } = house);
  for (const floor of [0, 1, 2]) await post(app, '/v1/rooms', { id: `r${floor}`, floor });
  for (let lamp = 0; lamp < 12; lamp += 1) {
    const note = lamp % 3 === 0 ? { note: `会议室 灯 ${lamp}` } : {};
    await post(app, '/v1/lamps', { id: `l${lamp}`, room: `r${lamp % 3}`, ...note });
    await post(app, `/v1/lamps/l${lamp}/turn`, { by: lamp * 10 });
  }
  await house.reader.catchUp(house.store);
});
afterAll(() => app.close());

const get = (url: string, headers?: Record<string, string>): Promise<Answered> => ask(app, 'GET', url, headers ? { headers } : {});
const items = (answer: Answered): readonly LampCard[] => answer.body['items'] as readonly LampCard[];
const ids = async (query: string): Promise<readonly string[]> => items(await get(`/v1/lamps?${query}`)).map((item) => item.id);

describe('a list', () => {
  it('says at which moment it holds, and how far behind the log it is', async () => {
    const answer = await get('/v1/lamps?limit=2');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ at: 'e1.26', behind: { events: 0, seconds: 0 }, caughtUp: true });
    expect(items(answer)[0]).toEqual({
      id: 'l0',
      room: 'r0',
      floor: 0,
      brightness: 0,
      note: '会议室 灯 0',
      size: { watts: 40, unit: 'W' },
      revision: 0,
    });
  });

  it('comes in pages by a cursor, sorted, each item once', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page += 1) {
      const answer = await get(`/v1/lamps?sort=-brightness&limit=5${cursor}`);
      seen.push(...items(answer).map((item) => item.id));
      if (answer.body['next'] === null) break;
      cursor = `&cursor=${String(answer.body['next'])}`;
    }
    expect(seen).toEqual(['l11', 'l10', 'l9', 'l8', 'l7', 'l6', 'l5', 'l4', 'l3', 'l2', 'l1', 'l0']);
  });

  it.each([
    ['room=r1', ['l1', 'l10', 'l4', 'l7']],
    ['room[in]=r1,r2&brightness[gte]=100', ['l10', 'l11']],
    ['brightness[gt]=10&brightness[lt]=40', ['l2', 'l3']],
    ['bright=true&room=r0', ['l6', 'l9']],
    ['note[prefix]=会议室 灯 9', ['l9']],
    ['note[missing]=false&floor=0&sort=brightness', ['l0', 'l3', 'l6', 'l9']],
    ['room[ne]=r0&limit=3', ['l1', 'l10', 'l11']],
    ['q=会议 3', ['l3']],
    ['attr.watts=41', ['l1', 'l10', 'l4', 'l7']],
    ['attr.watts[gte]=42&attr.unit=W&limit=2', ['l11', 'l2']],
  ])('answers %s', async (query, expected) => {
    expect(await ids(encodeURI(query))).toEqual(expected);
  });

  it('shows only the members asked for', async () => {
    expect(items(await get('/v1/lamps?fields=id,room&limit=1'))).toEqual([{ id: 'l0', room: 'r0' }]);
  });

  it('is a table on request, nested members in columns of their own', async () => {
    const byParameter = await get('/v1/lamps?format=csv&limit=2&fields=id,size,note');
    expect(byParameter.headers['content-type']).toMatch(/^text\/csv/);
    expect(byParameter.text).toBe('id,note,size.watts,size.unit\r\nl0,会议室 灯 0,40,W\r\nl1,,41,W\r\n');
    expect(byParameter.headers).toMatchObject({ 'x-at': 'e1.26', 'x-caught-up': 'true', 'x-next-cursor': expect.any(String) });
    expect((await get('/v1/lamps', { accept: 'text/csv' })).text.split('\r\n')).toHaveLength(14);
  });

  it('shows what a context adds when read, in the language asked for', async () => {
    const answer = await get('/v1/labelled-lamps?limit=1', { 'accept-language': 'zh' });
    expect(answer.body['items']).toEqual([{ id: 'l0', label: '灯 l0' }]);
  });

  it.each([
    ['colour=red', 'QUERY.PARAMETER_UNKNOWN', 'colour'],
    ['room[like]=r', 'QUERY.PARAMETER_UNKNOWN', 'room[like]'],
    ['bright[prefix]=t', 'QUERY.PARAMETER_UNKNOWN', 'bright[prefix]'],
    ['__proto__=1', 'QUERY.PARAMETER_UNKNOWN', '__proto__'],
    ['constructor=1', 'QUERY.PARAMETER_UNKNOWN', 'constructor'],
    ['floor=high', 'QUERY.PARAMETER_MALFORMED', 'floor'],
    ['floor=1e99', 'QUERY.PARAMETER_MALFORMED', 'floor'],
    ['bright=maybe', 'QUERY.PARAMETER_MALFORMED', 'bright'],
    ['limit=0', 'QUERY.PARAMETER_MALFORMED', 'limit'],
    ['limit=201', 'QUERY.PARAMETER_MALFORMED', 'limit'],
    ['sort=colour', 'QUERY.PARAMETER_MALFORMED', 'sort'],
    ['fields=id,secret', 'QUERY.PARAMETER_MALFORMED', 'fields'],
    ['q=%20', 'QUERY.PARAMETER_MALFORMED', 'q'],
    ['room=a%00', 'QUERY.PARAMETER_MALFORMED', 'room'],
    ['room[ne]=a&room[ne]=b', 'QUERY.PARAMETER_MALFORMED', 'room[ne]'],
    ['room=a&room=b', 'QUERY.PARAMETER_MALFORMED', 'room'],
    ['format=xml', 'QUERY.PARAMETER_MALFORMED', 'format'],
    ['cursor=nonsense', 'QUERY.PARAMETER_MALFORMED', 'cursor'],
    ['token=nonsense', 'QUERY.PARAMETER_MALFORMED', 'token'],
    ['token=e1.99.3', 'QUERY.PARAMETER_MALFORMED', 'token'],
  ])('refuses %s', async (query, code, field) => {
    expect(await get(`/v1/lamps?${query}`)).toMatchObject({ status: 400, body: { code, field } });
  });

  it('refuses a cursor of another query, one made up, and one of another log', async () => {
    const next = String((await get('/v1/lamps?limit=1')).body['next']);
    expect(await get(`/v1/lamps?limit=1&room=r1&cursor=${next}`)).toMatchObject({ status: 400, body: { code: 'QUERY.CURSOR_FOREIGN' } });
    const [epoch, mark] = JSON.parse(Buffer.from(next, 'base64url').toString()) as readonly [string, string];
    const made = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const place of [null, 7, [1], ['x', 'l0'], [{}, 'l0'], [null, '']]) {
      expect((await get(`/v1/lamps?limit=1&cursor=${made(epoch, mark, place)}`)).status).toBe(400);
    }
    expect(await get(`/v1/lamps?limit=1&cursor=${made('e0', mark, [null, 'l0'])}`)).toMatchObject({
      status: 410,
      body: { code: 'READ.EPOCH_GONE' },
    });
  });
});

describe('one document', () => {
  it('is read by its id, with the revision that a command’s If-Match wants', async () => {
    const answer = await get('/v1/lamps/l3');
    expect(answer.body).toMatchObject({ at: 'e1.26', item: { id: 'l3', brightness: 30 } });
    expect(answer.headers['etag']).toBe('"1"');
    expect((await get('/v1/lamps/l3', { 'if-none-match': '"1"' })).status).toBe(304);
  });

  it('that is not there is not found; an id with tricks is refused', async () => {
    expect(await get('/v1/lamps/none')).toMatchObject({ status: 404, body: { code: 'READ.NOT_FOUND' } });
    expect(await get('/v1/lamps/..%2Fetc')).toMatchObject({ status: 400, body: { code: 'REQUEST.URL_MALFORMED' } });
    expect(await get('/v1/lamps/l3?deep=1')).toMatchObject({ status: 400, body: { code: 'QUERY.PARAMETER_UNKNOWN' } });
  });
});

describe('reading one’s own writes', () => {
  it('waits until what the token names is visible', async () => {
    const turned = await post(app, '/v1/lamps/l1/turn', { by: 5 });
    const asking = get(`/v1/lamps/l1?token=${String(turned.body['token'])}`);
    setTimeout(() => void house.reader.catchUp(house.store), 50);
    expect((await asking).body).toMatchObject({ item: { brightness: 15 }, caughtUp: true });
  });

  it('gives up after a while, says when to ask again, and tells meanwhile how far behind the view is', async () => {
    const turned = await post(app, '/v1/lamps/l1/turn', { by: 5 });
    const late = await get('/v1/lamps', { 'consistency-token': String(turned.body['token']) });
    expect(late).toMatchObject({ status: 503, body: { code: 'READ.NOT_YET' } });
    expect(late.headers['retry-after']).toBe('1');
    expect((await get('/v1/lamps?limit=1')).body).toMatchObject({ behind: { events: 1 }, caughtUp: false });
    await house.reader.catchUp(house.store);
  });

  it('by a token of another log is told that the log is another one', async () => {
    expect(await get('/v1/lamps?token=e0.3.7')).toMatchObject({ status: 410, body: { code: 'READ.EPOCH_GONE', field: 'token' } });
  });
});

describe('a view that leaves something out', () => {
  it('names it', async () => {
    house.reader.progress.parked = [{ orderingKey: 'r2', shard: 3, firstPosition: 4, eventId: 'x', error: 'y' }];
    expect((await get('/v1/lamps?limit=1')).body).toMatchObject({ parked: ['r2'] });
    house.reader.progress.parked = [];
  });
});
