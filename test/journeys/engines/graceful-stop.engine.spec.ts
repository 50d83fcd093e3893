import { randomBytes } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { openEventStoreDb } from '@zongheng/event-store-eventstoredb';
import { wallClock } from '@zongheng/service-kit';
import { endProgramsAfterwards, type Environment, type Program, startProgram } from '../../running/program.ts';
import { freshEngines } from '../../services/apart.ts';

jest.setTimeout(300_000);
endProgramsAfterwards();

const clients = 32;
const product = { name: '机柜', productLine: 'data-centre', unit: 'month', price: { minor: 7_200_000, currency: 'CNY' } };
const engines = freshEngines();

async function startCommandApi(): Promise<{ readonly program: Program; readonly url: string }> {
  const environment: Environment = { ...engines, IDENTITY_KEY: randomBytes(32).toString('base64'), LOG_LEVEL: 'warn' };
  const program = startProgram('services/command-api/src/main.ts', [], environment);
  let hasEnded = false;
  void program.ended.then(() => (hasEnded = true));
  for (;;) {
    const url = /running at (http:\S+)\n/.exec(program.said())?.[1];
    if (url !== undefined) return { program, url };
    if (hasEnded) throw new Error(`command-api did not start: ${JSON.stringify(await program.ended)}`);
    await sleep(20);
  }
}

/** What became of a command: answered whole, refused because the service stops, never taken, or broken off in the middle of its answer. */
type Fate = 'answered' | 'stopping' | 'not taken' | 'broken';

function send(url: string, id: string, agent: Agent): Promise<Fate> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ id, ...product });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': id };
    const sent = request(`${url}/v1/products`, { method: 'POST', headers, agent }, (answer) => void read(answer).then(resolve));
    sent.on('error', () => resolve('not taken'));
    sent.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<Fate> {
  try {
    let text = '';
    for await (const piece of answer.setEncoding('utf8')) text += String(piece);
    const { code } = JSON.parse(text) as { readonly code?: string };
    if (answer.statusCode === 201) return 'answered';
    return code === 'SERVER.STOPPING' ? 'stopping' : 'broken';
  } catch {
    return 'broken';
  }
}

describe('a command-api that is told to stop under load', () => {
  it('answers what it has begun: every command that was answered is stored, no answer is broken off, and it ends in time', async () => {
    const { program, url } = await startCommandApi();
    const fates = new Map<string, Fate>();
    const client = async (number: number): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let count = 0; ; count += 1) {
        const id = `p-${number}-${count}`;
        const fate = await send(url, id, agent);
        fates.set(id, fate);
        if (fate !== 'answered') return agent.destroy();
      }
    };
    const load = Array.from({ length: clients }, (_, number) => client(number));
    await sleep(1_500);
    const told = performance.now();
    program.child.kill('SIGTERM');
    const ended = await program.ended;
    await Promise.all(load);

    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(performance.now() - told).toBeLessThan(25_000);
    const of = (wanted: Fate): readonly string[] => [...fates].flatMap(([id, fate]) => (fate === wanted ? [id] : []));
    expect(of('answered').length).toBeGreaterThan(clients);
    expect(of('broken')).toEqual([]);
    expect(new Set(await storedProducts())).toEqual(new Set(of('answered')));
  });
});

/** The ids of the products in the log, each once. */
async function storedProducts(): Promise<readonly string[]> {
  const { EVENTSTORE_URL, EVENTSTORE_NAMESPACE } = engines;
  const log = await openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace: EVENTSTORE_NAMESPACE, clock: wallClock });
  const ids: string[] = [];
  for (let after = 0; ;) {
    const page = await log.readAll({ after, types: new Set(['ProductListed']) });
    for (const { stream } of page.events) ids.push(stream.slice(stream.indexOf('-') + 1));
    after = page.position;
    if (page.atEnd) break;
  }
  await log.close();
  expect(new Set(ids).size).toBe(ids.length);
  return ids;
}
