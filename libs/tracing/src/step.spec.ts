import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { beginStep, beginStepFor } from './step.ts';

const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const other = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a step where nobody set tracing up', () => {
  it('is none, and passes on the trace of its caller as it came', () => {
    expect(beginStep('AdvanceOpportunity').traceparent).toBeUndefined();
    expect(beginStep('AdvanceOpportunity', { parent: caller }).traceparent).toBe(caller);
    expect(beginStep('AdvanceOpportunity', { parent: caller }).isRecording).toBe(false);
  });

  it('adds nothing to the work that it stands for', () => {
    const work = Promise.resolve(7);
    expect(beginStep('append').during(work)).toBe(work);
  });
});

describe('a step where tracing is set up', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });

  beforeAll(() => trace.setGlobalTracerProvider(provider));
  afterEach(() => exporter.reset());
  afterAll(async () => {
    trace.disable();
    await provider.shutdown();
  });

  const [traceId, spanId] = [caller.slice(3, 35), caller.slice(36, 52)];

  it('is a part of the trace of its caller, and names itself to those it calls', () => {
    const step = beginStep('GET /v1/customers', { parent: caller, kind: 'serving', says: { 'http.route': '/v1/customers' } });
    expect(step.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!${spanId})[0-9a-f]{16}-01$`));
    step.end();
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('GET /v1/customers');
    expect(span?.kind).toBe(SpanKind.SERVER);
    expect(span?.parentSpanContext?.spanId).toBe(spanId);
    expect(span?.attributes).toEqual({ 'http.route': '/v1/customers' });
  });

  it('begins a trace where its caller named none that can be read', () => {
    for (const parent of [
      undefined,
      '',
      'nonsense',
      `${caller}-more`,
      caller.replace(traceId, '0'.repeat(32)),
      caller.replace('00-', 'ff-'),
    ]) {
      const step = beginStep('OpenOpportunity', { parent });
      expect(step.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(step.traceparent).not.toContain(traceId);
      step.end();
    }
  });

  it('is not seen where its caller decided that the trace is not kept, and says so to those it calls', () => {
    const step = beginStep('OpenOpportunity', { parent: caller.replace(/01$/, '00') });
    expect(step.isRecording).toBe(false);
    expect(step.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  });

  it('taken for one event is a part of its trace, and for events of several traces names them all', () => {
    beginStepFor([{ traceparent: caller }, { traceparent: caller }], 'project').end();
    beginStepFor([{ traceparent: caller }, {}, { traceparent: other }, { traceparent: caller }], 'project').end();
    const [alone, several] = exporter.getFinishedSpans();
    expect(alone?.spanContext().traceId).toBe(traceId);
    expect(alone?.links).toEqual([]);
    expect(several?.parentSpanContext).toBeUndefined();
    expect(several?.links.map(({ context }) => context.traceId)).toEqual([traceId, other.slice(3, 35)]);
  });

  it('names no more than 128 traces, however many events there are', () => {
    const events = Array.from({ length: 1_000 }, (_, index) => ({ traceparent: caller.replace('4bf92f35', String(10_000_000 + index)) }));
    beginStepFor(events, 'project').end();
    expect(exporter.getFinishedSpans()[0]?.links).toHaveLength(128);
  });

  it('that fails says the code of what went wrong, and nothing that was written into the error', async () => {
    const denied = Object.assign(new Error('张伟 may not'), { code: 'STORE.DENIED' });
    await expect(beginStep('append').during(Promise.reject(denied))).rejects.toBe(denied);
    beginStep('append').fail(new TypeError('张伟'));
    const [first, second] = exporter.getFinishedSpans();
    expect(first?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(first?.attributes).toEqual({ 'error.type': 'STORE.DENIED' });
    expect(second?.attributes).toEqual({ 'error.type': 'TypeError' });
    expect(first?.events).toEqual([]);
  });
});
