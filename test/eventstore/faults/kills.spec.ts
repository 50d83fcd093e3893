import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, StoreError } from '@zongheng/event-store';
import { readWhole } from '@zongheng/event-store/contract';
import type { RecordedEvent } from '@zongheng/kernel';
import { type DoubleProcess, startDoubleProcess } from '../double/process.ts';
import { doubleGround, faultsOf, largeAppends, visit } from '../ground.ts';

const ground = doubleGround();
const clients = 64;

describe('a server killed with -9 under 64 appends at once', () => {
  it('has lost nothing acknowledged and has nothing twice, kill after kill, and appends go on by themselves', async () => {
    const folder = ground.folder();
    let server: DoubleProcess = await startDoubleProcess({ folder, sizeMax: largeAppends });
    const { port } = server;
    const store = await ground.store(port, { waits: { answerMs: 2_000, settleMs: 30_000, openMs: 20_000 } });
    const acknowledged: RecordedEvent[] = [];
    const unknown: unknown[] = [];
    let isOver = false;
    const load = Array.from({ length: clients }, (_, client) => appendOnAndOn(store, client, () => isOver, acknowledged, unknown));
    try {
      for (let kill = 0; kill < 4; kill += 1) {
        const before = acknowledged.length;
        while (acknowledged.length < before + 200) await sleep(5);
        await sleep(Math.random() * 100);
        await server.kill();
        server = await startDoubleProcess({ folder, port, sizeMax: largeAppends });
      }
      const before = acknowledged.length;
      while (acknowledged.length < before + 200) await sleep(5);
    } finally {
      isOver = true;
      await Promise.all(load);
    }
    const log = await readWhole(store);
    await server.kill();
    expect(faultsOf(log)).toEqual([]);
    expect(unknown).toEqual([]);
    const byPosition = new Map(log.map((event) => [event.position, event]));
    expect(acknowledged.filter((event) => byPosition.get(event.position)?.id !== event.id)).toEqual([]);
    // Whoever waited for its answer got it: nothing is there that was not acknowledged in the end.
    expect(log).toHaveLength(acknowledged.length);
  }, 120_000);
});

describe('a process whose appends queue when the server is killed', () => {
  it('lives on, and has every one of them recorded in the end', async () => {
    const folder = ground.folder();
    let server = await startDoubleProcess({ folder, sizeMax: largeAppends });
    const { port } = server;
    const program = join(import.meta.dirname, 'loaded-writer.ts');
    const args = ['--conditions=@zongheng/source', '--disable-warning=ExperimentalWarning', program, String(port)];
    const writer = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const ended = once(writer, 'exit');
    let recorded = 0;
    writer.on('message', (told: { readonly recorded: number }) => (recorded = told.recorded));
    for (let kill = 0; kill < 3; kill += 1) {
      const before = recorded;
      while (recorded < before + 100 && writer.exitCode === null) await sleep(5);
      await server.kill();
      server = await startDoubleProcess({ folder, port, sizeMax: largeAppends });
    }
    writer.send('stop');
    expect(await ended).toEqual([0, null]);
    const store = await ground.store(port);
    expect(faultsOf(await readWhole(store, { limit: 50 }))).toEqual([]);
    expect(await readWhole(store, { limit: 50 })).toHaveLength(recorded);
    await server.kill();
  }, 120_000);
});

async function appendOnAndOn(
  store: EventStore,
  client: number,
  isOver: () => boolean,
  acknowledged: RecordedEvent[],
  unknown: unknown[],
): Promise<void> {
  let expected: number | 'no-stream' = 'no-stream';
  while (!isOver()) {
    try {
      const count = 1 + (client % 2);
      const appended = await store.append(
        `visit-${client}`,
        expected,
        Array.from({ length: count }, () => visit(`key-${client}`)),
      );
      acknowledged.push(...appended.events);
      expected = appended.revision;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      unknown.push(error.message);
      return;
    }
  }
}
