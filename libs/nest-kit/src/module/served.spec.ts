import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { houseApp } from '../toy/house.app.ts';
import { houseModule } from '../toy/house.module.ts';
import { HouseReader } from '../toy/house.reader.ts';
import type { Served } from './served.ts';

const open: NestFastifyApplication[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function serving(served: Served): Promise<NestFastifyApplication> {
  const { app } = await houseApp({ serves: served }, [houseModule(new HouseReader()).serving(served)]);
  open.push(app);
  return app;
}

async function ask(app: NestFastifyApplication, method: 'GET' | 'POST', url: string): Promise<readonly [number, string]> {
  const posted = method === 'POST' ? { headers: { 'content-type': 'application/json' }, payload: '{}' } : {};
  const answer = await app.inject({ method, url, ...posted });
  const body = answer.headers['content-type']?.includes('json') ? answer.json<{ readonly code?: string }>() : {};
  return [answer.statusCode, body.code ?? ''];
}

const elsewhere = [404, 'REQUEST.SERVED_ELSEWHERE'];

describe('an application that serves a part of the routes', () => {
  it('takes commands, and says of queries and history that another service has them', async () => {
    const app = await serving('commands');
    expect((await ask(app, 'POST', '/v1/lamps'))[1]).toBe('COMMAND.BODY_MALFORMED');
    for (const path of ['/v1/lamps', '/v1/events', '/v1/streams/lamp-1', '/v1/events/stream']) {
      expect([path, await ask(app, 'GET', path)]).toEqual([path, elsewhere]);
    }
    expect(await ask(app, 'GET', '/v1/nothing')).toEqual([404, 'REQUEST.NO_ROUTE']);
  });

  it('answers queries, and says of commands that another service has them', async () => {
    const app = await serving('queries');
    expect((await ask(app, 'GET', '/v1/events'))[0]).toBe(200);
    expect((await ask(app, 'GET', '/v1/lamps'))[1]).not.toBe('REQUEST.SERVED_ELSEWHERE');
    for (const path of ['/v1/lamps', '/v1/commands']) expect([path, await ask(app, 'POST', path)]).toEqual([path, elsewhere]);
  });

  it('has its health and figures whatever it serves', async () => {
    for (const served of ['commands', 'queries', 'none'] as const) {
      const app = await serving(served);
      expect([served, await ask(app, 'GET', '/health/live'), (await ask(app, 'GET', '/metrics'))[0]]).toEqual([served, [200, ''], 200]);
    }
  });

  it('documents what it serves, and nothing else', async () => {
    const paths = async (served: Served): Promise<Readonly<Record<string, object>>> =>
      (await (await serving(served)).inject({ url: '/openapi.json' })).json<{ readonly paths: Readonly<Record<string, object>> }>().paths;
    const [all, commands, queries] = [await paths('all'), await paths('commands'), await paths('queries')];
    const operations = (of: Readonly<Record<string, object>>) =>
      Object.entries(of).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(operations(commands).filter((each) => each.startsWith('get /v1/'))).toEqual([]);
    expect(operations(queries).filter((each) => each.startsWith('post /v1/'))).toEqual([]);
    expect(new Set([...operations(commands), ...operations(queries)])).toEqual(new Set(operations(all)));
  });
});
