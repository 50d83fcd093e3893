import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandLine, CommandResult } from './command-sink.ts';
import { httpSink, type HttpSinkOptions } from './http-sink.ts';
import { ndjsonLines } from './ndjson.ts';

type Answer = (
  line: { readonly command: string; readonly key: string },
  number: number,
  response: ServerResponse,
) => object | null | Promise<object | null>;

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

interface Seen {
  readonly requests: IncomingMessage['headers'][];
  readonly keys: string[];
}

/** A server that takes commands as the bulk endpoint does: a result a line, while they still come. */
async function serve(answer: Answer): Promise<{ readonly url: string; readonly seen: Seen }> {
  const seen: Seen = { requests: [], keys: [] };
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    seen.requests.push(request.headers);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    let number = 0;
    for await (const text of ndjsonLines(request)) {
      number += 1;
      const line = JSON.parse(text) as CommandLine;
      seen.keys.push(line.key);
      const result = await answer(line, number, response);
      if (response.destroyed) return;
      if (result !== null) response.write(`${JSON.stringify({ line: number, ...result })}\n`);
    }
    response.end(`${JSON.stringify({ end: true, lines: number })}\n`);
  };
  server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function* commands(count: number, onTake: (number: number) => void = () => undefined): AsyncIterable<CommandLine> {
  for (let number = 1; number <= count; number += 1) {
    onTake(number);
    yield { command: 'MakeThing', id: `thing-${number}`, key: `key-${number}`, body: { name: 'x'.repeat(200) } };
  }
}

async function sent(
  url: string,
  lines: AsyncIterable<CommandLine>,
  options: Partial<HttpSinkOptions> = {},
): Promise<readonly CommandResult[]> {
  const results: CommandResult[] = [];
  for await (const result of httpSink({ url, retryMs: 5, ...options }).send(lines, 'run.1')) results.push(result);
  return results;
}

const ok = { status: 200, id: 'x', events: ['ThingMade'], replayed: false };

describe('commands over HTTP', () => {
  it('go out as lines and come back as results, whatever their number', async () => {
    const { url, seen } = await serve(() => ok);
    const results = await sent(url, commands(5_000));
    expect(results.map(({ line }) => line)).toEqual(Array.from({ length: 5_000 }, (_none, index) => index + 1));
    expect(results[0]).toMatchObject({ status: 200, id: 'x', events: 1, replayed: false, problem: null });
    expect(seen.requests[0]).toMatchObject({ 'content-type': 'application/x-ndjson', 'x-correlation-id': 'run.1', 'x-actor': 'import' });
  });

  it('are not taken faster than they are answered', async () => {
    let taken = 0;
    let answered = 0;
    let mostUnderWay = 0;
    const { url } = await serve(async () => {
      await sleep(1);
      return ok;
    });
    const results = httpSink({ url, inFlightMax: 10 }).send(
      commands(100, (number) => {
        taken = number;
        mostUnderWay = Math.max(mostUnderWay, taken - answered);
      }),
      'run.1',
    );
    for await (const _result of results) answered += 1;
    expect(answered).toBe(100);
    expect(mostUnderWay).toBeLessThanOrEqual(12);
  });

  it('are answered while later ones are still being thought of', async () => {
    const { url } = await serve(() => ok);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    async function* slowly(): AsyncIterable<CommandLine> {
      yield { command: 'MakeThing', key: 'one', body: {} };
      await released;
      yield { command: 'MakeThing', key: 'two', body: {} };
    }
    const lines: number[] = [];
    for await (const { line } of httpSink({ url }).send(slowly(), 'run.1')) {
      lines.push(line);
      release();
    }
    expect(lines).toEqual([1, 2]);
  });

  it('that are refused say why', async () => {
    const problem = {
      status: 409,
      code: 'THINGS.EXISTS',
      title: 'It exists',
      detail: 'there is one',
      remedy: 'take another',
      field: '/name',
    };
    const { url } = await serve(() => ({ status: 409, problem }));
    expect((await sent(url, commands(1)))[0]?.problem).toEqual({
      code: 'THINGS.EXISTS',
      detail: 'there is one',
      remedy: 'take another',
      field: '/name',
    });
  });

  it('that were not answered when the connection broke are sent again, in order', async () => {
    let isBroken = false;
    const { url, seen } = await serve((_line, number, response) => {
      if (number === 30 && !isBroken) {
        isBroken = true;
        response.destroy();
        return null;
      }
      return ok;
    });
    const results = await sent(url, commands(100), { inFlightMax: 50 });
    expect(results.map(({ line }) => line).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 100 }, (_none, index) => index + 1),
    );
    expect(seen.requests.length).toBeGreaterThan(1);
    const again = seen.keys.slice(30);
    expect(again).toEqual([...again].sort((one, other) => Number(one.slice(4)) - Number(other.slice(4))));
  });

  it('that a closing server put off are sent again', async () => {
    let putOff = 2;
    const { url } = await serve(({ key }) => {
      if (key !== 'key-2' || putOff === 0) return ok;
      putOff -= 1;
      return { status: 503 };
    });
    expect((await sent(url, commands(3))).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('to where nobody listens end in an error that says so, after some attempts', async () => {
    await expect(sent('http://127.0.0.1:9', commands(3), { attemptsMax: 2 })).rejects.toMatchObject({
      code: 'IMPORT.NOT_ANSWERED',
      message: expect.stringContaining('3 commands are unanswered'),
    });
  });

  it('to what is no installation end at once', async () => {
    server = createServer((_request, response) => response.writeHead(404).end('nothing here'));
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(sent(url, commands(3))).rejects.toMatchObject({ code: 'HTTP.404' });
  });

  it('that cannot be made up to their end stop with the reason, not as a broken connection', async () => {
    const { url } = await serve(() => ok);
    async function* failing(): AsyncIterable<CommandLine> {
      yield { command: 'MakeThing', key: 'one', body: {} };
      throw new RangeError('the file is gone');
    }
    await expect(sent(url, failing())).rejects.toThrow('the file is gone');
  });
});
