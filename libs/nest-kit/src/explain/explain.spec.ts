import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type House, houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post } from '../toy/house.client.ts';

let house: House;
let app: NestFastifyApplication;

interface Row {
  readonly kind?: string;
  readonly date: string;
  readonly position: number;
  readonly type: string;
  readonly cell: Readonly<Record<string, string | null>>;
  readonly measures: { readonly light: number; readonly turns: number };
}

beforeAll(async () => {
  house = await houseApp();
  ({ app } = house);
  for (const room of ['hall', 'kitchen', 'attic']) {
    await post(app, '/v1/rooms', { id: room, floor: 1 });
    await post(app, '/v1/lamps', { id: room, room, on: '2026-01-01' });
    for (const [by, on] of [
      [10, '2026-01-10'],
      [5, '2026-01-20'],
      [-3, '2026-02-05'],
    ])
      await post(app, `/v1/lamps/${room}/turn`, { by, on });
  }
  await house.reader.catchUp(house.store);
});
afterAll(() => app.close());

const get = (url: string): Promise<Answered> => ask(app, 'GET', url);
const rowsOf = ({ body }: Answered): readonly Row[] => body['rows'] as readonly Row[];

/** All pages of an explanation. */
async function allRows(url: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: unknown = ''; next !== null;) {
    const page = await get(next === '' ? url : `${url}&cursor=${String(next)}`);
    rows.push(...rowsOf(page));
    next = page.body['next'];
    if (rows.length > 1000) throw new Error('the pages do not end');
  }
  return rows;
}

describe('what a figure is made of', () => {
  it('are its events, each with what it adds, in pages that hold all of them once', async () => {
    const whole = await get('/v1/light/explain?asOf=2026-01-31');
    const paged = await allRows('/v1/light/explain?asOf=2026-01-31&limit=2');
    expect(paged).toEqual(rowsOf(whole));
    expect(paged).toHaveLength(6);
    expect(paged[0]).toMatchObject({ date: '2026-01-10', type: 'LampTurned', cell: { room: 'hall' }, measures: { light: 10, turns: 1 } });
    expect(whole.body).toMatchObject({ figure: 'light', label: 'Light', totals: { light: 45, turns: 6 }, next: null });
    expect((await get('/v1/light?asOf=2026-01-31&groupBy=')).body['totals']).toEqual({ light: 45 });
  });

  it('are those of one group, by its keys, and of one month, by its own', async () => {
    expect((await get('/v1/light/explain?room=hall')).body).toMatchObject({ totals: { light: 12, turns: 3 } });
    expect((await get('/v1/lit/explain?room=hall&month=2026-01')).body).toMatchObject({ totals: { light: 15, turns: 2 } });
    expect((await get('/v1/lit/explain?month=2026-02&from=2026-01-01&to=2026-02-04')).body).toMatchObject({
      totals: { light: 0 },
      rows: [],
    });
  });

  it('are other figures, where it is made from them: each with its value and what explains it in turn', async () => {
    const { body } = await get('/v1/lit/explain?figure=perTurn&room=hall&month=2026-01');
    expect(body).toMatchObject({ figure: 'perTurn', formula: 'light ÷ turns', value: 7.5, rows: [], next: null });
    const [part] = body['parts'] as readonly { readonly figure: string; readonly value: unknown; readonly explain: string }[];
    expect(part).toMatchObject({ figure: 'light', label: 'Light', value: { light: 15, turns: 2 } });
    expect((await get(part?.explain ?? '')).body['totals']).toEqual(part?.value);
  });

  it('has no value where there is no group', async () => {
    expect((await get('/v1/lit/explain?figure=perTurn&from=2025-01-01&to=2025-01-31')).body).toMatchObject({ value: null });
  });

  it('is told in the language asked for', async () => {
    const { body } = await ask(app, 'GET', '/v1/light/explain?figure=perTurn', { headers: { 'accept-language': 'zh' } });
    expect(body).toMatchObject({ label: '每次的光', formula: '光 ÷ 次数' });
  });

  it('is a table on request', async () => {
    const { text } = await get('/v1/light/explain?room=hall&asOf=2026-01-10&format=csv');
    expect(text.split('\r\n')[0]).toBe(
      'date,position,event,type,stream,recordedAt,actor,cell.room,cell.since,measures.light,measures.turns',
    );
  });

  it.each([
    ['light/explain?figure=shadow', 400, 'figure'],
    ['lit/explain?month=soon', 400, 'month'],
    ['lit/explain?month[in]=2026-01,2026-02', 400, 'month'],
    ['light/explain?month=2026-01', 400, 'month'],
    ['light/explain?groupBy=room', 400, 'groupBy'],
  ])('cannot be asked for by %s', async (url, status, field) => {
    expect(await get(`/v1/${url}`)).toMatchObject({ status, body: { field } });
  });
});

describe('what made a difference', () => {
  let before: string;

  it('is told apart into what is new and what came late, and sums to the difference', async () => {
    before = String((await get('/v1/light')).body['at']);
    await post(app, '/v1/lamps/hall/turn', { by: 100, on: '2026-01-15' });
    await post(app, '/v1/lamps/hall/turn', { by: 7, on: '2026-02-10' });
    await house.reader.catchUp(house.store);
    const url = `/v1/light/changes/explain?from=2026-01-31@${before}&to=2026-02-28@${String((await get('/v1/light')).body['at'])}&room=hall`;
    const { body } = await get(url);
    expect(body).toMatchObject({
      totals: { light: 104, turns: 3 },
      subtotals: {
        new: { light: 4, turns: 2 },
        late: { light: 100, turns: 1 },
        correction: { light: 0, turns: 0 },
        regrouped: { light: 0, turns: 0 },
      },
    });
    const rows = await allRows(`${url}&limit=1`);
    expect(rows.map(({ kind, measures: { light } }) => [kind, light])).toEqual([
      ['new', -3],
      ['new', 7],
      ['late', 100],
    ]);
  });

  it('is told of the flows of a period since an earlier moment', async () => {
    const url = `/v1/lit/changes/explain?from=2026-01-01&to=2026-01-31&since=${before}&room=hall`;
    expect((await get(url)).body).toMatchObject({ totals: { light: 100 }, subtotals: { late: { light: 100 } } });
  });

  it('of a figure made from others is told by what its parts were and are', async () => {
    const { body } = await get(`/v1/lit/changes/explain?figure=perTurn&from=2026-01-01&to=2026-01-31&since=${before}&room=hall`);
    expect(body).toMatchObject({ value: { from: 7.5, to: 115 / 3 }, parts: [{ value: { from: { turns: 2 }, to: { turns: 3 } } }] });
    const [part] = body['parts'] as readonly { readonly explain: string }[];
    expect((await get(part?.explain ?? '')).body).toMatchObject({ totals: { light: 100, turns: 1 } });
  });

  it('goes from an earlier moment to a later one', async () => {
    expect(await get('/v1/light/changes/explain?from=2026-02-01&to=2026-01-01')).toMatchObject({
      status: 422,
      body: { code: 'QUERY.CONTRADICTORY' },
    });
  });
});
