import { jest } from '@jest/globals';
import { type Collector, startCollector, wayTo } from '../running/collector.ts';
import { temporaryFolders } from '../running/folders.ts';
import { startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards, type Environment } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
const person = { region: 'zhejiang', kind: 'province', name: { zh: '张伟', en: 'Zhang Wei' } };

let collector: Collector;

beforeEach(async () => {
  collector = await startCollector();
});

afterEach(() => collector.stop());

const tracing = (): Environment => ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'crm' });

async function defineRegion(url: string): Promise<number> {
  const headers = { 'content-type': 'application/json', traceparent, 'x-actor': 'zhang.wei' };
  return (await fetch(`${url}/v1/regions/define`, { method: 'POST', headers, body: JSON.stringify(person) })).status;
}

describe('an installation that is told where traces go', () => {
  it('shows one from the request to the write in the read model, and no word of a person', async () => {
    const installation = await startInstallation(folders.make(), { environment: tracing() });
    expect(await defineRegion(installation.url)).toBe(200);
    const spans = await collector.traceWhere(traceId, (some) => some.some(({ name }) => name === 'write') && some.length >= 5);
    const served = ['crm: POST /v1/regions/define', 'crm: DefineRegion'];
    expect(
      wayTo(
        spans.find(({ name }) => name === 'append'),
        spans,
      ),
    ).toEqual([...served, 'crm: append']);
    const write = spans.find(({ name, says }) => name === 'write' && String(says['crm.build']).startsWith('regions@'));
    expect(wayTo(write, spans)).toEqual([...served, 'crm: project', 'crm: write']);
    expect(JSON.stringify(collector.spans())).not.toMatch(/zhang|张/i);
    expect(await installation.end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('goes on where nobody collects them, and stops as fast', async () => {
    const environment = tracing();
    await collector.stop();
    const installation = await startInstallation(folders.make(), { environment });
    expect(await defineRegion(installation.url)).toBe(200);
    const begun = performance.now();
    expect(await installation.end()).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - begun).toBeLessThan(15_000);
    collector = await startCollector();
  });

  it('says what is wrong with an address that is none', async () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' };
    await expect(startInstallation(folders.make(), { environment })).rejects.toThrow('OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});
