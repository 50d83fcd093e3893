import { PassThrough, Readable, Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@zongheng/event-store';
import { houseApp } from '../toy/house.app.ts';
import { linesOf, type Line } from './lines.ts';
import { OrderedWindow } from './ordered-window.ts';
import { writeTo } from './slow-reader.ts';

let app: NestFastifyApplication;
let store: EventStore;

beforeEach(async () => {
  ({ app, store } = await houseApp());
});
afterEach(() => app.close());

type Result = Readonly<Record<string, unknown>>;

async function bulk(body: string | Buffer | Readable): Promise<Result[]> {
  const { payload, statusCode } = await app.inject({
    method: 'POST',
    url: '/v1/commands',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: body,
  });
  expect(statusCode).toBe(200);
  return payload
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
}

const ndjson = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

describe('commands in bulk', () => {
  it('are answered a line each, in order, with a last line that says it is the last', async () => {
    const results = await bulk(
      ndjson([
        { command: 'BuildRoom', key: 'a', body: { id: 'r1', floor: 1 } },
        { command: 'InstallLamp', key: 'b', body: { id: 'l1', room: 'r1' } },
        { command: 'TurnLamp', id: 'l1', key: 'c', body: { by: 7 } },
        { command: 'TurnLamp', id: 'l9', body: { by: 7 } },
        { command: 'TurnLamp', id: 'l1', body: { by: 0 } },
        { command: 'TurnLamp', id: 'l1', key: 'c', body: { by: 7 } },
      ]),
    );
    expect(results).toMatchObject([
      { line: 1, status: 200, id: 'r1', revision: 0, events: ['RoomBuilt'], replayed: false },
      { line: 2, status: 200, id: 'l1', events: ['LampInstalled'] },
      { line: 3, status: 200, revision: 1, events: ['LampTurned'] },
      { line: 4, status: 404, problem: { code: 'HOUSE.LAMP.UNKNOWN' } },
      { line: 5, status: 200, events: [] },
      { line: 6, status: 200, revision: 1, replayed: true },
      { end: true, lines: 6, recorded: 3, unchanged: 1, replayed: 1, refused: 1 },
    ]);
  });

  it('see what the lines before them did, over thousands of lines, and sent again record nothing', async () => {
    const rooms = 500;
    const lines = Array.from({ length: rooms }, (_, room) => [
      { command: 'BuildRoom', key: `r${room}`, body: { id: `r${room}`, floor: room } },
      { command: 'InstallLamp', key: `l${room}`, body: { id: `l${room}`, room: `r${room}` } },
      { command: 'TurnLamp', id: `l${room}`, key: `t${room}`, body: { by: 1 } },
      { command: 'TurnLamp', id: `l${room}`, key: `u${room}`, body: { by: 2 } },
    ]).flat();
    expect((await bulk(ndjson(lines))).at(-1)).toMatchObject({ lines: 4 * rooms, recorded: 4 * rooms, refused: 0 });
    expect((await bulk(ndjson(lines))).at(-1)).toMatchObject({ lines: 4 * rooms, recorded: 0, replayed: 4 * rooms });
    expect(await store.head()).toBe(4 * rooms);
  });

  it('that are malformed are refused each by itself; the others go on', async () => {
    const long = `{"command":"BuildRoom","body":{"floor":1,"note":"${'x'.repeat(300_000)}"}}\n`;
    const lines = [
      'not json\n',
      '[]\n',
      '{"command":"BuildRoom","bodi":{}}\n',
      '{"command":"Nothing"}\n',
      '{"command":"BuildRoom","body":{"floor":"high"}}\n',
      '{"command":"BuildRoom","key":"a b"}\n',
      '{"command":"BuildRoom","body":{"floor":1,"__proto__":1}}\n',
      long,
      '\r\n',
      '{"command":"BuildRoom","body":{"floor":1}}',
    ];
    const results = await bulk(Buffer.concat([Buffer.from(lines.join('')), Buffer.from('\n'), Buffer.from([0xff, 0x0a])]));
    const codes = results.map((result) => (result['problem'] as { readonly code: string } | undefined)?.code ?? result['status']);
    expect(codes).toEqual([
      'REQUEST.MALFORMED_JSON',
      'REQUEST.LINE_MALFORMED',
      'REQUEST.LINE_MALFORMED',
      'COMMAND.UNKNOWN',
      'COMMAND.BODY_MALFORMED',
      'REQUEST.LINE_MALFORMED',
      'REQUEST.HAZARDOUS_JSON',
      'REQUEST.TOO_LARGE',
      200,
      'REQUEST.NOT_UTF8',
      undefined,
    ]);
    expect(results.map((result) => result['line'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, undefined]);
  });

  it('are answered as far as they were begun when the server stops, and told that it was not the end', async () => {
    const { app: stopping } = await houseApp();
    await stopping.listen(0, '127.0.0.1');
    const sending = new PassThrough();
    const answer = fetch(`${await stopping.getUrl()}/v1/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(sending) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    sending.write(ndjson([{ command: 'BuildRoom', body: { floor: 1 } }]));
    const text = (await answer).text();
    await stopping.close();
    const [first, last] = (await text)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
    expect([first, last]).toMatchObject([
      { line: 1, status: 200 },
      { end: false, lines: 1, recorded: 1 },
    ]);
    sending.destroy();
  });

  it('come as NDJSON only', async () => {
    const json = await app.inject({ method: 'POST', url: '/v1/commands', payload: { command: 'BuildRoom' } });
    expect([json.statusCode, json.json<{ code: string }>().code]).toEqual([415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('the lines of a stream', () => {
  it('are the same however it is cut into chunks', async () => {
    const text = 'one\n\ntwo 商机\r\nthree';
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
      const lines: Line[] = [];
      for await (const some of linesOf(Readable.from(chunks))) lines.push(...some);
      const shown = lines.map((line) => ('bytes' in line ? [line.number, Buffer.from(line.bytes).toString()] : line));
      expect(shown).toEqual([
        [1, 'one'],
        [3, 'two 商机'],
        [4, 'three'],
      ]);
    }
  });
});

describe('a window of tasks', () => {
  it('hands results out in order, as many as are ready, and never holds more than its bound', async () => {
    const window = new OrderedWindow<number>(3);
    const resolvers: ((value: number) => void)[] = [];
    for (let task = 0; task < 3; task += 1) window.add(new Promise((resolve) => resolvers.push(resolve)));
    expect(window.full).toBe(true);
    const room = window.room();
    resolvers[1]?.(1);
    resolvers[0]?.(0);
    expect(await window.next()).toEqual([0, 1]);
    await room;
    resolvers[2]?.(2);
    window.close();
    expect([await window.next(), await window.next()]).toEqual([[2], []]);
  });

  it('is full of few tasks, too, where they weigh much', async () => {
    const window = new OrderedWindow<number>(100, 10);
    window.add(Promise.resolve(1), 6);
    expect(window.full).toBe(false);
    window.add(Promise.resolve(2), 6);
    expect(window.full).toBe(true);
    await window.next();
    expect(window.full).toBe(false);
  });

  it('hands out a first result while no second task has come', async () => {
    const window = new OrderedWindow<number>(3);
    const first = window.next();
    window.add(Promise.resolve(7));
    expect(await first).toEqual([7]);
  });
});

describe('a reader that takes nothing', () => {
  it('is waited for, and then disconnected', async () => {
    const stuck = new Writable({ highWaterMark: 4, write() {} });
    expect(await writeTo(stuck, 'far too much', 20)).toBe(false);
    expect(stuck.destroyed).toBe(true);
  });

  it('is written to again once it reads on', async () => {
    const slow = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => void setTimeout(done, 5) });
    expect(await writeTo(slow, 'far too much', 1000)).toBe(true);
  });
});
