import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Count, Id, Shape, Text } from '@zongheng/kernel';
import { contextModule } from '../module/context-module.ts';
import { houseApp } from '../toy/house.app.ts';
import { type Answered, ask, post } from '../toy/house.client.ts';
import { houseModule } from '../toy/house.module.ts';
import { lamps } from '../toy/house.views.ts';
import { documentEndpoints } from './document-endpoints.ts';

/** Lamps with their old ids, of which a list shows no more than it must. */
const renamedLamps = documentEndpoints({
  view: lamps,
  collection: 'renamed-lamps',
  title: { zh: '改名的灯', en: 'Lamps by their old names' },
  item: Shape({ id: Id(), room: Id(), brightness: Count(), size: Shape({ watts: Count(), unit: Text() }) }),
  heavy: ['size'],
  forward: async (id) => (id.startsWith('old-') ? id.slice('old-'.length) : id),
  revision: ({ revision }) => revision,
});

let app: NestFastifyApplication;

beforeAll(async () => {
  const more = contextModule({ name: 'renamed', commands: [], queries: [renamedLamps] });
  const house = await houseApp({}, [houseModule(), more]);
  ({ app } = house);
  await post(app, '/v1/rooms', { id: 'r1', floor: 3 });
  await post(app, '/v1/lamps', { id: 'l1', room: 'r1' });
  await post(app, '/v1/lamps/l1/turn', { by: 7 });
  await house.reader.catchUp(house.store);
});
afterAll(() => app.close());

const get = (url: string): Promise<Answered> => ask(app, 'GET', url);

describe('an id that stands for another', () => {
  it('forwards to the document that stands now, with its own id and ETag', async () => {
    const [old, now] = [await get('/v1/renamed-lamps/old-l1'), await get('/v1/renamed-lamps/l1')];
    expect(old).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { item: { id: 'l1', brightness: 7 } } });
    expect(old.body['item']).toEqual(now.body['item']);
  });

  it('is not there where the one it stands for is not', async () => {
    expect(await get('/v1/renamed-lamps/old-l9')).toMatchObject({ status: 404, body: { code: 'READ.NOT_FOUND' } });
  });
});

describe('heavy members', () => {
  const first = ({ body }: Answered): unknown => (body['items'] as readonly unknown[])[0];

  it('stand in one document, and in a list where they are named', async () => {
    expect(await get('/v1/renamed-lamps/l1')).toMatchObject({ body: { item: { size: { watts: 43, unit: 'W' } } } });
    expect(first(await get('/v1/renamed-lamps?fields=id,size'))).toEqual({ id: 'l1', size: { watts: 43, unit: 'W' } });
  });

  it('are left out of a list where nobody names any', async () => {
    expect(first(await get('/v1/renamed-lamps'))).toEqual({ id: 'l1', room: 'r1', brightness: 7 });
    expect((await ask(app, 'GET', '/v1/renamed-lamps', { headers: { accept: 'text/csv' } })).text).not.toContain('watts');
  });
});
