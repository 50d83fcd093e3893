import { jest } from '@jest/globals';
import { founding } from '../faults/load/world.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';
import { hostileBodies, hostileDeals, hostileIds, hostileQueries } from './input/hostile.ts';
import { type Answered, type Asked, askRaw, sendBytes } from './input/raw.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

const json = { 'content-type': 'application/json' };
/** How many wrong answers of a kind are told. */
const toldMax = 40;
const problemType = 'application/problem+json; charset=utf-8';

let installation: Installation;
let routes: readonly { readonly method: string; readonly path: string }[];
let head: number;

beforeAll(async () => {
  installation = await startInstallation(folders.make());
  await installation.api.bulkAll(founding());
  const { paths } = await installation.api.read<{ paths: Readonly<Record<string, object>> }>('/openapi.json');
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
  head = await installation.api.head();
});
afterAll(() => installation?.end());
afterEach(async () => {
  const now = await installation.api.head();
  if (now !== head) throw new Error(`something was recorded: the log ended at ${head}, and ends at ${now}`);
});

const commandRoutes = (): readonly string[] =>
  routes.filter(({ method, path }) => method === 'POST' && path !== '/v1/commands').map(({ path }) => path.replace('{id}', 'customer-1'));

/** What was answered otherwise than by a problem of the sender's making. */
async function wrongAnswers(requests: readonly Asked[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const waiting = [...requests];
  const work = async (): Promise<void> => {
    for (let asked = waiting.pop(); asked; asked = waiting.pop()) {
      const answered = await askRaw(installation.url, asked);
      if (!isProblem(answered))
        wrong.push(`${told(asked)} → ${answered.status} ${answered.type} ${JSON.stringify(answered.body).slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return wrong.slice(0, toldMax);
}

function isProblem({ status, type, code, body }: Answered): boolean {
  const isExplained = ['title', 'detail', 'remedy', 'correlationId'].every((name) => typeof body[name] === 'string');
  return (
    status >= 400 &&
    status < 500 &&
    type === problemType &&
    /^[A-Z]+(\.[A-Z0-9_]+)+$/.test(code) &&
    body['status'] === status &&
    isExplained
  );
}

function told({ method, path, body }: Asked): string {
  return `${method} ${path.slice(0, 80)} ${String(body ?? '').slice(0, 60)}`;
}

it('finds enough addresses to send bad input to', () => {
  expect(commandRoutes().length).toBeGreaterThan(35);
});

it.each(Object.entries(hostileBodies))('%s is refused by every command', async (_name, body) => {
  expect(await wrongAnswers(commandRoutes().map((path) => ({ method: 'POST', path, headers: json, body })))).toEqual([]);
});

it('a body of the wrong kind is refused by every command', async () => {
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
  ];
  const requests = commandRoutes().flatMap((path) =>
    types.map((type) => ({ method: 'POST', path, headers: { 'content-type': type }, body: '{}' })),
  );
  expect(await wrongAnswers(requests)).toEqual([]);
});

it('an enormous body is refused without being read to its end', async () => {
  const head = 'POST /v1/opportunities HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n';
  const begun = await sendBytes(installation.url, `${head}Content-Length: 20000000\r\n\r\n{"title":"${'x'.repeat(1_000)}`);
  expect([begun.status, begun.code]).toEqual([413, 'REQUEST.TOO_LARGE']);
  const whole = `{"title":"${'x'.repeat(1_100_000)}","customer":"customer-1"}`;
  const answered = await askRaw(installation.url, { method: 'POST', path: '/v1/opportunities', headers: json, body: whole });
  expect([answered.status, answered.code]).toEqual([413, 'REQUEST.TOO_LARGE']);
});

it.each(Object.entries(hostileDeals))('a deal with %s is refused, over HTTP and in bulk', async (_name, body) => {
  expect(await wrongAnswers([{ method: 'POST', path: '/v1/opportunities', headers: json, body }])).toEqual([]);
  const line = `{"command":"OpenOpportunity","key":"k","body":${body}}\n`;
  const bulk = { method: 'POST', path: '/v1/commands', headers: { 'content-type': 'application/x-ndjson' }, body: line };
  const answer = await askRaw(installation.url, bulk);
  const [first = '{}'] = String(answer.body['text']).split('\n');
  const { status, problem } = JSON.parse(first) as { status: number; problem?: { code: string } };
  expect([Math.floor(status / 100), typeof problem?.code]).toEqual([4, 'string']);
});

it('ids that try to be something else are refused or found nowhere', async () => {
  const withId = routes.filter(({ path }) => path.includes('{'));
  const requests = withId.flatMap(({ method, path }) =>
    hostileIds.map((id) => ({
      method,
      path: path.replace(/\{\w+\}/, id),
      ...(method === 'POST' ? { headers: json, body: '{"reason":"x"}' } : {}),
    })),
  );
  expect(withId.length).toBeGreaterThan(30);
  expect(await wrongAnswers(requests)).toEqual([]);
});

it('parameters that are none are refused by every query', async () => {
  const queries = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !path.includes('{'));
  const requests = queries.flatMap(({ path }) => hostileQueries.map((query) => ({ method: 'GET', path: `${path}?${query}` })));
  expect(queries.length).toBeGreaterThan(20);
  const wrong = await wrongAnswers(requests);
  // What one kind of query refuses another may know.
  expect(wrong.filter((each) => !/→ 200 (application\/json|text\/event-stream)/.test(each))).toEqual([]);
  expect(wrong.filter((each) => /colour=red|limit=x|cursor=x|%E4%|__proto__|constructor/.test(each))).toEqual([]);
});

it('methods that an address does not have are refused', async () => {
  const requests = routes.flatMap(({ path }) =>
    ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'PURGE'].map((method) => ({ method, path: path.replace(/\{\w+\}/, 'customer-1') })),
  );
  expect(await wrongAnswers(requests)).toEqual([]);
});

it('headers that are none are refused', async () => {
  const headers: Readonly<Record<string, string>>[] = [
    { 'idempotency-key': 'a b' },
    { 'idempotency-key': 'x'.repeat(201) },
    { 'if-match': 'seven' },
    { 'if-match': '"-1"' },
    { 'x-actor': '../root' },
    { 'x-correlation-id': 'a b' },
  ];
  const body = '{"reason":"x"}';
  const path = '/v1/opportunities/deal/void';
  expect(await wrongAnswers(headers.map((more) => ({ method: 'POST', path, headers: { ...json, ...more }, body })))).toEqual([]);
});

it('what is no HTTP at all is answered in the same form', async () => {
  for (const bytes of [
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /v1/opportunities HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}',
    'POST /v1/opportunities HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
    `GET /v1/funnel HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
  ]) {
    const { status, type, code } = await sendBytes(installation.url, bytes);
    expect([bytes.slice(0, 40), Math.floor(status / 100), type, code.split('.')[0]]).toEqual([
      bytes.slice(0, 40),
      4,
      problemType,
      'REQUEST',
    ]);
  }
});

it('lines of a bulk request are refused one by one, and stop nobody else’s', async () => {
  const lines = [
    '{"command":',
    '[]',
    '{"command":"Nothing"}',
    '{"command":"OpenOpportunity","colour":1}',
    `{"command":"${'x'.repeat(3_000_000)}"}`,
  ];
  const last = '{"command":"TransferEmployee","id":"rep-1","body":{"unit":"team-1"}}';
  const bulk = {
    method: 'POST',
    path: '/v1/commands',
    headers: { 'content-type': 'application/x-ndjson' },
    body: [...lines, last].join('\n'),
  };
  const answer = await askRaw(installation.url, bulk);
  const results = String(answer.body['text'])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { status?: number; end?: boolean });
  expect(results.map(({ status, end }) => end ?? Math.floor((status ?? 0) / 100))).toEqual([4, 4, 4, 4, 4, 2, true]);
});

it('emoji and Chinese beyond the basic plane are taken where text is, found again, and kept as they are', async () => {
  const title = '𠮷野家😀扩容👩‍💻𪚥';
  const { id, token } = await installation.api.command('/v1/opportunities', { title, customer: 'customer-1', note: '𠀀💡' });
  head = await installation.api.head();
  const found = await installation.api.read<{ items: readonly { id: string; title: string }[] }>(
    `/v1/opportunities?q=${encodeURIComponent('𠮷野')}&token=${token}`,
  );
  expect(found.items).toMatchObject([{ id, title }]);
  expect((await installation.api.stream(`opportunity-${id}`))[0]?.data).toMatchObject({ title, note: '𠀀💡' });
});
