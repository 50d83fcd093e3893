import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BusinessDate, Instant } from '@zongheng/kernel';
import { FakeInstallation } from '../testing/fake-installation.ts';
import { cloudEventOf, exportEvents } from './cloud-events.ts';
import { exportView, safeCell } from './view-csv.ts';

const event = {
  id: 'event-1',
  type: 'OpportunityOpened',
  schemaVersion: 1,
  stream: 'opportunity-7',
  revision: 0,
  position: 12_345_678_901,
  orderingKey: 'customer-1',
  customerId: 'customer-1',
  recordedAt: '2026-03-01T08:00:00.000Z' as Instant,
  businessDate: '2026-02-28' as BusinessDate,
  occurredAt: '2026-02-28T01:00:00.000Z' as Instant,
  actor: 'li-na',
  correlationId: 'c-1',
  causationId: 'event-0',
  data: { title: '专线' },
};

describe('events for other systems', () => {
  it('are CloudEvents 1.0, with what else there is to know in extensions', () => {
    expect(cloudEventOf(event, 'https://crm.example')).toEqual({
      specversion: '1.0',
      id: 'event-1',
      source: 'https://crm.example',
      type: 'zongheng.OpportunityOpened.v1',
      subject: 'opportunity-7',
      time: '2026-03-01T08:00:00.000Z',
      datacontenttype: 'application/json',
      revision: 0,
      position: '12345678901',
      partitionkey: 'customer-1',
      businessdate: '2026-02-28',
      occurredat: '2026-02-28T01:00:00.000Z',
      customerid: 'customer-1',
      actor: 'li-na',
      correlationid: 'c-1',
      causationid: 'event-0',
      data: { title: '专线' },
    });
  });

  it('have attributes that CloudEvents allows: small letters and digits, at most 20, texts and 32-bit integers', () => {
    const { data: _data, ...attributes } = cloudEventOf(event);
    for (const [name, value] of Object.entries(attributes)) {
      expect(name).toMatch(/^[a-z0-9]{1,20}$/);
      expect(typeof value === 'string' || (Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31)).toBe(true);
    }
  });

  it('come one a line, in order, from where one wants, of the types and days one wants', async () => {
    const installation = new FakeInstallation();
    for (let number = 1; number <= 250; number += 1) installation.record(`thing-${number}`, number % 2 === 0 ? 'Even' : 'Odd', 'ann');
    const read = async (options: Parameters<typeof exportEvents>[1]): Promise<readonly string[]> => {
      let text = '';
      for await (const piece of exportEvents(installation.log, options)) text += piece;
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { readonly id: string }).id);
    };
    expect(await read({})).toEqual(Array.from({ length: 250 }, (_none, index) => `event-${index + 1}`));
    expect(await read({ after: 247, types: new Set(['Even']) })).toEqual(['event-248', 'event-250']);
    expect(await read({ from: '2026-01-02' })).toEqual([]);
    expect(await read({ to: '2026-01-01', after: 249 })).toEqual(['event-250']);
  });
});

describe('a view as a table', () => {
  let server: Server;
  let url = '';
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      if (pathname === '/v1/opportunities') {
        const isLast = searchParams.get('cursor') === 'two';
        response.setHeader('content-type', 'text/csv; charset=utf-8; header=present');
        if (!isLast) response.setHeader('x-next-cursor', 'two');
        response.end(isLast ? 'id,title\r\n2,"=1+1"\r\n' : 'id,title\r\n1,"a ""b"", c"\r\n-5,"x\r\ny"\r\n');
        return;
      }
      response.statusCode = pathname === '/v1/health' ? 200 : 404;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ code: 'READ.NOT_FOUND', detail: 'there is no such view', remedy: 'see the documentation' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const read = async (view: string, more: object = {}): Promise<string> => {
    let text = '';
    for await (const piece of exportView({ url, view, ...more })) text += piece;
    return text;
  };

  it('has one header and the rows of all pages, as the parameters say', async () => {
    expect(await read('opportunities', { parameters: { stage: 'won' }, formulaSafe: false })).toBe(
      'id,title\r\n1,"a ""b"", c"\r\n-5,"x\r\ny"\r\n2,=1+1\r\n',
    );
    expect(asked.slice(-2)).toEqual(['/v1/opportunities?stage=won&format=csv', '/v1/opportunities?stage=won&format=csv&cursor=two']);
  });

  it('holds no formula that came from outside, unless one asks for it', async () => {
    expect(await read('opportunities')).toContain("2,'=1+1\r\n");
    expect(['=1', '+1+1', '-1+1', '@x', '\tx', '＝1', '-5', '+3.2', 'a=1', ''].map(safeCell)).toEqual([
      "'=1",
      "'+1+1",
      "'-1+1",
      "'@x",
      "'\tx",
      "'＝1",
      '-5',
      '+3.2',
      'a=1',
      '',
    ]);
  });

  it('that is none, or is no table, is told', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ code: 'READ.NOT_FOUND' });
    await expect(read('health')).rejects.toMatchObject({ code: 'EXPORT.NO_TABLE' });
    await expect(async () => {
      for await (const _piece of exportView({ url: 'http://127.0.0.1:9', view: 'x' }));
    }).rejects.toMatchObject({ code: 'EXPORT.NOT_ANSWERED' });
  });
});
