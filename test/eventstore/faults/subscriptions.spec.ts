import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@zongheng/event-store';
import { readWhole } from '@zongheng/event-store/contract';
import type { RecordedEvent } from '@zongheng/kernel';
import { startDoubleProcess } from '../double/process.ts';
import { doubleGround, largeAppends, until, visit } from '../ground.ts';

const ground = doubleGround();

describe('a subscription', () => {
  it.each(['error', 'end'] as const)('goes on without gap or repetition after it was dropped, by %s', async (how) => {
    const double = await ground.double();
    const store = await ground.store(double.port);
    const writer = await ground.store(double.port);
    const following = follow(store);
    let expected: number | 'no-stream' = 'no-stream';
    for (let round = 0; round < 3; round += 1) {
      for (let more = 0; more < 30; more += 1) ({ revision: expected } = await writer.append('visit-1', expected, [visit('one')]));
      await until(() => double.subscriptions > 0);
      double.dropSubscriptions(how);
    }
    ({ revision: expected } = await writer.append('visit-1', expected, [visit('one')]));
    expect(await following.reaching(91)).toEqual(await readWhole(writer));
  });

  it('goes on from its own position after the server was killed and has come back', async () => {
    const folder = ground.folder();
    const first = await startDoubleProcess({ folder, sizeMax: largeAppends });
    const store = await ground.store(first.port, { waits: { answerMs: 1_000 } });
    const following = follow(store);
    const { revision } = await store.append('visit-1', 'no-stream', [visit('one'), visit('one')]);
    await following.reaching(2);
    await first.kill();
    const waiting = store.append('visit-1', revision, [visit('one')]);
    await sleep(300);
    const second = await startDoubleProcess({ folder, port: first.port, sizeMax: largeAppends });
    await waiting;
    expect(await following.reaching(3)).toEqual(await readWhole(store));
    await second.kill();
  });

  it('hears of what other processes append', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port);
    const writer = await ground.store(double.port);
    const following = follow(store);
    await until(() => double.subscriptions > 0);
    const started = performance.now();
    const { events } = await writer.append('visit-1', 'no-stream', [visit('one'), visit('one')]);
    expect(await following.reaching(2)).toEqual(events);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('gives a slow reader everything in pages, however much came meanwhile', async () => {
    const double = await ground.double();
    const store = await ground.store(double.port);
    const seen: RecordedEvent[] = [];
    const stop = new AbortController();
    const slow = (async () => {
      for await (const page of store.subscribeAll({ after: 0, limit: 50 }, stop.signal)) {
        expect(page.events.length).toBeLessThanOrEqual(50);
        seen.push(...page.events);
        await sleep(30);
      }
    })();
    for (let more = 0; more < 20; more += 1) {
      await store.append(
        `visit-${more}`,
        'no-stream',
        Array.from({ length: 100 }, () => visit(`key-${more}`)),
      );
    }
    await until(() => seen.length >= 2_000);
    stop.abort();
    await slow;
    expect(seen).toEqual(await readWhole(store));
  });
});

function follow(store: EventStore): { reaching(count: number): Promise<readonly RecordedEvent[]> } {
  const seen: RecordedEvent[] = [];
  const stop = new AbortController();
  const done = (async () => {
    for await (const page of store.subscribeAll({ after: 0, limit: 7 }, stop.signal)) seen.push(...page.events);
  })();
  return {
    async reaching(count) {
      await until(() => seen.length >= count);
      if (seen.length > count) stop.abort();
      await Promise.race([done, sleep(50)]);
      return seen;
    },
  };
}
