import type { LoggerService } from '@nestjs/common';
import { Writable } from 'node:stream';
import { houseApp } from '../toy/house.app.ts';
import { ask, post } from '../toy/house.client.ts';
import { Readiness } from './health.ts';
import { PinoLogger } from './logger.ts';

describe('health', () => {
  it('lives as long as the process, and is ready when everything it stands on is', async () => {
    const { app } = await houseApp();
    expect(await ask(app, 'GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await ask(app, 'GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    app.get(Readiness).add({ name: 'relay', reason: () => null, standing: () => 'standby' });
    expect(await ask(app, 'GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready', as: { relay: 'standby' } } });
    app.get(Readiness).add({ name: 'disk', reason: () => 'it is full' });
    app.get(Readiness).add({ name: 'mail', reason: () => Promise.reject(new Error('no answer')) });
    expect(await ask(app, 'GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { reasons: { disk: 'it is full', mail: 'no answer' } },
    });
    await app.close();
  });

  it('is not ready while a view is not served', async () => {
    const progress = { get: () => undefined, watermark: () => 0, waitFor: async () => false };
    const { app } = await houseApp({ progress });
    expect(await ask(app, 'GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { reasons: { views: 'not served yet: lamps, light, corrections' } },
    });
    expect(await ask(app, 'GET', '/v1/lamps')).toMatchObject({ status: 503, body: { code: 'READ.VIEW_STOPPED' } });
    await app.close();
  });
});

describe('the metrics', () => {
  it('count commands, events, refusals by code, cached aggregates, requests by route, and how far views are behind', async () => {
    const { app } = await houseApp();
    await post(app, '/v1/rooms', { id: 'r1', floor: 1 });
    await post(app, '/v1/lamps', { id: 'l1', room: 'r1' });
    await post(app, '/v1/lamps/l1/turn', { by: 1 });
    await post(app, '/v1/lamps/l9/turn', { by: 1 });
    const { text, headers } = await ask(app, 'GET', '/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    for (const line of [
      'zongheng_events_appended 3',
      'zongheng_command_seconds_count{type="TurnLamp",outcome="recorded"} 1',
      'zongheng_command_seconds_bucket{type="TurnLamp",outcome="refused",le="+Inf"} 1',
      'zongheng_refusals_total{type="TurnLamp",code="HOUSE.LAMP.UNKNOWN"} 1',
      'zongheng_aggregates{from="cache"} 1',
      'zongheng_http_seconds_count{method="POST",route="/v1/lamps/:id/turn",status="404"} 1',
      'zongheng_view_lag_positions{view="lamps"} 3',
      'zongheng_log_position 3',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    await app.close();
  });
});

describe('the log of the process', () => {
  function captured(): { logger: LoggerService; lines: Record<string, unknown>[] } {
    const lines: Record<string, unknown>[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    });
    return { logger: new PinoLogger({ level: 'debug', destination }), lines };
  }

  it('is one JSON object a line, with what Nest says and where from', () => {
    const { logger, lines } = captured();
    logger.log('started', 'App');
    logger.error({ err: new Error('broken'), correlationId: 'c1' }, 'failed', 'problem');
    expect(lines[0]).toMatchObject({ level: 'info', msg: 'started', context: 'App' });
    expect(lines[1]).toMatchObject({ level: 'error', msg: 'failed', context: 'problem', correlationId: 'c1', err: { message: 'broken' } });
  });

  it('names requests by their route and never shows a body, a query or a header', async () => {
    const { logger, lines } = captured();
    const { app } = await houseApp({}, undefined, logger);
    await post(app, '/v1/lamps', { room: 'r1', note: '张三的电话' }, { 'x-actor': 'secret-actor' });
    await ask(app, 'GET', '/v1/lamps?q=张三');
    const text = JSON.stringify(lines);
    expect(lines.some((line) => line['route'] === '/v1/lamps' && line['status'] === 422)).toBe(true);
    expect(text).not.toMatch(/张三|secret-actor|%E5/);
    await app.close();
  });
});
