import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type House, houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post } from '../toy/house.client.ts';

let house: House;
let app: NestFastifyApplication;

beforeAll(async () => {
  house = await houseApp();
  ({ app } = house);
  for (let room = 0; room < 120; room += 1) {
    const id = `r${String(room).padStart(3, '0')}`;
    await post(app, '/v1/rooms', { id, floor: 1 });
    await post(app, '/v1/lamps', { id, room: id, on: '2026-01-01' });
    await post(app, `/v1/lamps/${id}/turn`, { by: 10, on: '2026-01-10' });
  }
  await post(app, '/v1/lamps/r000/turn', { by: 5, on: '2026-02-10' });
  await house.reader.catchUp(house.store);
});
afterAll(() => app.close());

const get = (url: string, headers?: Record<string, string>): Promise<Answered> => ask(app, 'GET', url, headers ? { headers } : {});

interface Light {
  readonly room: string | null;
  readonly light: number;
}
const groupsOf = (answer: Answered): readonly Light[] => answer.body['groups'] as readonly Light[];

describe('figures of a journal', () => {
  it('hold on a business date and at a moment, and say so', async () => {
    const answer = await get('/v1/light?asOf=2026-01-31&room=r000');
    expect(answer.body).toMatchObject({
      asOf: '2026-01-31',
      at: 'e1.361',
      groupBy: ['room'],
      totals: { light: 10 },
      caughtUp: true,
      next: null,
    });
    expect((await get('/v1/light?room=r000')).body).toMatchObject({ asOf: '2026-03-02', totals: { light: 15 } });
  });

  it('asked again at the same moment are the same, whatever was recorded since', async () => {
    const before = await get('/v1/light?groupBy=&asOf=2026-03-01');
    await post(app, '/v1/lamps/r001/turn', { by: 100, on: '2026-01-10' });
    await house.reader.catchUp(house.store);
    const again = await get(`/v1/light?groupBy=&asOf=2026-03-01&at=${String(before.body['at'])}`);
    expect([again.body['totals'], again.body['at']]).toEqual([before.body['totals'], before.body['at']]);
    expect((await get('/v1/light?groupBy=&asOf=2026-03-01')).body['totals']).not.toEqual(before.body['totals']);
  });

  it('are known as of a recorded moment, named by an instant or a position', async () => {
    expect((await get('/v1/light?groupBy=&recordedAsOf=e1.3')).body).toMatchObject({ totals: { light: 10 }, recordedAsOf: 'e1.3' });
    expect((await get('/v1/light?groupBy=&recordedAsOf=2020-01-01T00:00:00Z')).body).toMatchObject({ totals: { light: 0 } });
    expect((await get('/v1/light?groupBy=&recordedAsOf=2026-03-02T01:00:00.000Z')).body).toMatchObject({ totals: { light: 1305 } });
  });

  it('come in pages of fifty that hold at the moment of the first', async () => {
    const first = await get('/v1/light');
    expect(groupsOf(first)).toHaveLength(50);
    await post(app, '/v1/lamps/r119/turn', { by: 500, on: '2026-01-10' });
    await house.reader.catchUp(house.store);
    const second = await get(`/v1/light?cursor=${String(first.body['next'])}`);
    const third = await get(`/v1/light?cursor=${String(second.body['next'])}`);
    expect([groupsOf(second).length, groupsOf(third).length, third.body['next']]).toEqual([50, 20, null]);
    expect([second.body['at'], third.body['at']]).toEqual([first.body['at'], first.body['at']]);
    expect(groupsOf(third).at(-1)).toMatchObject({ room: 'r119', light: 10 });
  });

  it('are filtered by any dimension, dates by range, and by the endpoint’s own parameters', async () => {
    expect(groupsOf(await get('/v1/light?room[in]=r003,r004'))).toHaveLength(2);
    expect(groupsOf(await get('/v1/light?since[gte]=2026-02-01&since[lte]=2026-02-28'))).toEqual([{ room: 'r000', light: 5, turns: 1 }]);
    expect(groupsOf(await get('/v1/light?atLeast=100')).map((group) => group.room)).toEqual(['r001', 'r119']);
    expect(groupsOf(await get('/v1/light?room[missing]=true'))).toEqual([]);
    expect(groupsOf(await get('/v1/light?room=r003&room[in]=r003,r004')).map((group) => group.room)).toEqual(['r003']);
    expect(groupsOf(await get('/v1/light?room[in]=r003,r004&room[missing]=true'))).toEqual([]);
    expect(groupsOf(await get('/v1/light?since[gte]=2026-02-01&since=2026-01-10'))).toEqual([]);
  });

  it('are a table on request', async () => {
    const { text, headers } = await get('/v1/light?room=r003&format=csv&asOf=2026-02-01');
    expect(text).toBe('room,light,turns\r\nr003,10,1\r\n');
    expect(headers).toMatchObject({ 'x-as-of': '2026-02-01', 'x-at': expect.stringMatching(/^e1\./) });
  });

  it('refused by their context are refused by its code', async () => {
    expect(await get('/v1/light?atLeast=13')).toMatchObject({ status: 404, body: { code: 'HOUSE.LAMP.UNKNOWN' } });
  });

  it.each([
    ['asOf=2026-02-30', 'asOf'],
    ['asOf=yesterday', 'asOf'],
    ['groupBy=room,room', 'groupBy'],
    ['groupBy=colour', 'groupBy'],
    ['since[gte]=soon', 'since[gte]'],
    ['room[missing]=false', 'room[missing]'],
    ['atLeast=-1', 'atLeast'],
    ['atLeast=many', 'atLeast'],
    ['recordedAsOf=2026-02-30T00:00:00Z', 'recordedAsOf'],
    ['recordedAsOf=7', 'recordedAsOf'],
    ['at=x.y', 'at'],
    ['limit=1000', 'limit'],
  ])('asked for by %s are refused', async (query, field) => {
    expect(await get(`/v1/light?${query}`)).toMatchObject({ status: 400, body: { code: 'QUERY.PARAMETER_MALFORMED', field } });
  });

  it.each(['from=2026-01-01', 'room[gte]=a', 'light=3', 'attr.x=1'])('have no parameter as in %s', async (query) => {
    expect(await get(`/v1/light?${query}`)).toMatchObject({ status: 400, body: { code: 'QUERY.PARAMETER_UNKNOWN' } });
  });

  it('of a moment of another log are gone; of one that is still to come are waited for', async () => {
    expect(await get('/v1/light?at=e0.5')).toMatchObject({ status: 410, body: { code: 'READ.EPOCH_GONE', field: 'at' } });
    expect(await get('/v1/light?at=e1.99999')).toMatchObject({ status: 503, body: { code: 'READ.NOT_YET' } });
  });
});

it('figures over a period that ends before it begins are refused', async () => {
  expect(await get('/v1/lit?from=2026-02-01&to=2026-01-01')).toMatchObject({ status: 422, body: { code: 'QUERY.CONTRADICTORY' } });
});

describe('a difference', () => {
  it('is between two moments, each a date, a recorded moment or both, never one of each', async () => {
    expect((await get('/v1/light/changes?from=2026-01-01&to=2026-02-01')).body).toMatchObject({
      between: { from: { date: '2026-01-01' }, to: { date: '2026-02-01' } },
    });
    expect((await get('/v1/light/changes?from=e1.3&to=2026-03-02T02:00:00Z')).body).toMatchObject({ between: { from: { recorded: 3 } } });
    expect((await get('/v1/light/changes?from=2026-01-01@e1.3&to=2026-02-01@e1.5')).body).toMatchObject({
      between: { from: { date: '2026-01-01', recorded: 3 }, to: { date: '2026-02-01', recorded: 5 } },
    });
    expect(await get('/v1/light/changes?from=2026-01-01&to=e1.3')).toMatchObject({ status: 422, body: { field: 'to' } });
    expect(await get('/v1/light/changes?from=2026-01-01&to=2026-01-02@e1.3')).toMatchObject({ status: 422, body: { field: 'to' } });
    expect(await get('/v1/light/changes?from=2026-01-01@e1.3@e1.4&to=2026-01-02@e1.3')).toMatchObject({
      status: 400,
      body: { field: 'from' },
    });
    expect(await get('/v1/light/changes?from=2026-01-01')).toMatchObject({ status: 400, body: { field: 'to' } });
  });
});
