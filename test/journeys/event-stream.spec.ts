import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { dealing } from '../faults/load/script.ts';
import { founding } from '../faults/load/world.ts';
import type { ShownEvent } from '../running/api.ts';
import { readEvents, type StreamReader } from '../running/event-stream.ts';
import { temporaryFolders } from '../running/folders.ts';
import { type Installation, startInstallation } from '../running/installation.ts';
import { endProgramsAfterwards } from '../running/program.ts';

jest.setTimeout(120_000);
const folders = temporaryFolders();
endProgramsAfterwards();

let dataDir: string;
let installation: Installation;
const script = dealing('stream');

/** A number of commands, a few events each. */
const work = (count: number) =>
  installation.api.bulkAll(Array.from({ length: count }, () => script.next().value).map(({ stream: _stream, ...line }) => line));

const positionsOf = ({ messages }: StreamReader): number[] =>
  messages
    .filter((message) => message.data !== '' && message.event !== 'caught-up')
    .map(({ data }) => (JSON.parse(data) as ShownEvent).position);

const positionIn = (token: string): number => Number(token.slice(token.lastIndexOf('.') + 1));

/** Waits until a reader that began after a position has the event at another. */
async function untilIt(reader: StreamReader, position: number, after = 0): Promise<void> {
  for (let turn = 0; turn < 3_000; turn += 1) {
    if ((positionsOf(reader).at(-1) ?? after) >= position) return;
    await sleep(10);
  }
  throw new Error(`the reader never came to ${position}`);
}

beforeAll(async () => {
  dataDir = folders.make();
  installation = await startInstallation(dataDir);
  await installation.api.bulkAll(founding());
});
afterAll(() => installation?.end());

it('tells every event once and in order, the past first, then what comes', async () => {
  await work(200);
  const reader = await readEvents(installation.url);
  await work(200);
  const log = await installation.api.log();
  await untilIt(reader, log.at(-1)?.position ?? 0);
  reader.close();
  expect(positionsOf(reader)).toEqual(log.map((event) => event.position));
  expect(reader.messages.filter((message) => message.event === 'caught-up')).toHaveLength(1);
  const told = reader.messages.filter((message) => message.event !== 'caught-up').map(({ data }) => JSON.parse(data) as unknown);
  expect(told).toEqual(log);
});

it('goes on after the last event a reader has, without gap or repeat, though the process was killed in between', async () => {
  const { at } = await installation.api.read<{ at: string }>('/v1/events?limit=1');
  const positions: number[] = [];
  let last = at;
  for (let life = 0; life < 3; life += 1) {
    const reader = await readEvents(installation.url, { 'last-event-id': last });
    await work(150);
    await installation.kill();
    await reader.ended;
    positions.push(...positionsOf(reader));
    last = reader.messages.findLast((message) => message.id !== '')?.id ?? last;
    installation = await startInstallation(dataDir);
  }
  const reader = await readEvents(installation.url, { 'last-event-id': last });
  const log = await installation.api.log();
  const after = positionIn(at);
  // What was told before the last kill may have been everything: then nothing more comes.
  await untilIt(reader, log.at(-1)?.position ?? 0, positionIn(last));
  reader.close();
  expect([...positions, ...positionsOf(reader)]).toEqual(log.map((event) => event.position).filter((position) => position > after));
});

it('tells some types only, where they are asked for', async () => {
  const reader = await readEvents(installation.url, {}, '?types=OpportunityWon,OpportunityLost');
  const wanted = (await installation.api.log()).filter(({ type }) => type === 'OpportunityWon' || type === 'OpportunityLost');
  await untilIt(reader, wanted.at(-1)?.position ?? 0);
  reader.close();
  expect(positionsOf(reader)).toEqual(wanted.map((event) => event.position));
});

it('says that it is alive while nothing happens, and ends when the installation stops', async () => {
  const reader = await readEvents(installation.url, {}, '?after=now');
  const begun = performance.now();
  while (!reader.messages.some((message) => message.comment !== '')) {
    if (performance.now() - begun > 60_000) throw new Error('no heartbeat came');
    await sleep(100);
  }
  const other = await readEvents(installation.url);
  expect((await installation.end()).code).toBe(0);
  expect([await reader.ended, await other.ended]).toEqual(['ended', 'ended']);
});
