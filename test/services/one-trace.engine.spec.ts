import { jest } from '@jest/globals';
import { type Collector, startCollector, wayTo } from '../running/collector.ts';
import { type ApartInstallation, startApart } from './apart.ts';

jest.setTimeout(240_000);

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const region = { region: 'zhejiang', kind: 'province', name: { zh: '张伟', en: 'Zhang Wei' } };

describe('the services apart, told where traces go', () => {
  let collector: Collector;
  let installation: ApartInstallation;

  beforeAll(async () => {
    collector = await startCollector();
    installation = await startApart({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'crm' });
  });
  afterAll(async () => {
    await installation?.stop();
    await collector.stop();
  });

  it('show one trace, from the request through the log and the topic to the write in the read model, over three processes', async () => {
    const told = await installation.api.post('/v1/regions/define', region, { traceparent, 'x-actor': 'zhang.wei' });
    expect(told.status).toBe(200);
    const wanted = ['append', 'publish', 'project', 'write'];
    const spans = await collector.traceWhere(traceId, (some) => wanted.every((name) => some.some((span) => span.name === name)), 60_000);
    const span = (name: string, build = ''): (typeof spans)[number] | undefined =>
      spans.find((each) => each.name === name && String(each.says['crm.build'] ?? '').startsWith(build));
    const served = ['crm: POST /v1/regions/define', 'crm: DefineRegion'];
    expect(wayTo(span('append'), spans)).toEqual([...served, 'crm: append']);
    expect(wayTo(span('publish'), spans)).toEqual([...served, 'crm: publish']);
    expect(wayTo(span('write', 'regions@'), spans)).toEqual([...served, 'crm: project', 'crm: write']);
    const processes = ['append', 'publish', 'write'].map((name) => span(name)?.process);
    expect(new Set(processes).size).toBe(3);
    expect(span('append')?.process).toBe(span('POST /v1/regions/define')?.process);
  });

  it('say no word of a person in any of it', () => {
    expect(collector.spans().length).toBeGreaterThan(10);
    expect(JSON.stringify(collector.spans())).not.toMatch(/zhang|张/i);
  });
});
