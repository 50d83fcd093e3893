import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { EventStore } from '@zongheng/event-store';
import { houseApp } from '../toy/house.app.ts';
import { ask, post } from '../toy/house.client.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

let app: NestFastifyApplication;
let store: EventStore;

beforeEach(async () => {
  ({ app, store } = await houseApp());
});

afterEach(() => app.close());

async function recorded(): Promise<readonly (string | undefined)[]> {
  return (await store.readAll({ after: 0 })).events.map((event) => event.traceparent);
}

describe('the trace that a request names', () => {
  it('stands in the events that it records, though this process traces nothing', async () => {
    await post(app, '/v1/rooms', { id: 'r1', floor: 1 }, { traceparent });
    await post(app, '/v1/rooms', { id: 'r2', floor: 1 });
    await post(app, '/v1/rooms', { id: 'r3', floor: 1 }, { traceparent: 'nonsense' });
    expect(await recorded()).toEqual([traceparent, undefined, undefined]);
  });

  it('is not shown with events', async () => {
    await post(app, '/v1/rooms', { id: 'r1', floor: 1 }, { traceparent });
    expect((await ask(app, 'GET', '/v1/events')).text).not.toContain(traceId);
  });
});

describe('where tracing is set up', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });

  beforeAll(() => trace.setGlobalTracerProvider(provider));
  afterEach(() => exporter.reset());
  afterAll(async () => {
    trace.disable();
    await provider.shutdown();
  });

  /** The spans by their names, and under which each stands. */
  const told = (): Record<string, string | undefined> => {
    const spans = exporter.getFinishedSpans();
    const nameOf = (id: string | undefined): string | undefined => spans.find((span) => span.spanContext().spanId === id)?.name ?? id;
    return Object.fromEntries(spans.map((span) => [span.name, nameOf(span.parentSpanContext?.spanId)]));
  };
  const spanNamed = (name: string): ReadableSpan | undefined => exporter.getFinishedSpans().find((span) => span.name === name);

  it('a request, its command and its append are one trace, which the event names', async () => {
    await post(app, '/v1/rooms', { id: 'r1', floor: 1 }, { traceparent, 'x-actor': 'zhang.wei' });
    expect(told()).toEqual({ append: 'BuildRoom', BuildRoom: 'POST /v1/rooms', 'POST /v1/rooms': '00f067aa0ba902b7' });
    expect(new Set(exporter.getFinishedSpans().map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
    expect(await recorded()).toEqual([`00-${traceId}-${spanNamed('BuildRoom')?.spanContext().spanId}-01`]);
  });

  it('a line of a bulk request is a part of the trace of that request', async () => {
    const line = JSON.stringify({ command: 'BuildRoom', id: 'r1', body: { floor: 1 } });
    const headers = { traceparent, 'content-type': 'application/x-ndjson' };
    await app.inject({ method: 'POST', url: '/v1/commands', payload: `${line}\n`, headers });
    expect(told()['BuildRoom']).toBe('POST /v1/commands');
  });

  it('says routes, types, outcomes and codes, and nothing that a person could be known by', async () => {
    await post(app, '/v1/rooms', { id: 'zhang-wei', floor: 1 }, { 'x-actor': 'zhang.wei', 'x-correlation-id': 'for-zhang-wei' });
    await post(app, '/v1/lamps/zhang-wei/turn', { by: 1 });
    await ask(app, 'GET', '/v1/lamps?room=zhang-wei');
    const said = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
    expect(said.length).toBeGreaterThan(4);
    expect(JSON.stringify(said)).not.toMatch(/zhang/);
    expect(spanNamed('BuildRoom')?.attributes).toEqual({ 'crm.outcome': 'recorded' });
    expect(spanNamed('TurnLamp')?.attributes).toEqual({ 'crm.outcome': 'refused', 'crm.refusal': expect.stringMatching(/^[A-Z._]+$/) });
  });
});
