import { type BusinessDate, type Instant, shardOf } from '@zongheng/kernel';
import { installLamp, turnLamp } from '../toy/house.plans.ts';
import { codeOf, done, house, newStore, runnerOn, send } from '../toy/house.runner.ts';
import { InstallationTime } from './installation-time.ts';

describe('a command', () => {
  it('answers with what it recorded and a token that names its shard and position', async () => {
    const store = newStore();
    const runner = await house(store);
    const receipt = await done(send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 5 } }));
    expect(receipt).toMatchObject({ id: 'l1', stream: 'lamp-l1', revision: 1, position: 3, replayed: false });
    expect(receipt.token).toBe(`e1.${shardOf('r1')}.3`);
    expect(receipt.events).toMatchObject([{ type: 'LampTurned', revision: 1, position: 3, data: { from: 0, to: 5 } }]);
  });

  it('stamps its events with who, why, the business date, the ordering key of the first fact and the customer', async () => {
    const store = newStore();
    await house(store);
    const [installed] = await store.readStream('lamp-l1');
    expect(installed).toMatchObject({
      type: 'LampInstalled',
      schemaVersion: 2,
      actor: 'ann',
      correlationId: 'c1',
      businessDate: '2026-03-02',
      orderingKey: 'r1',
      customerId: 'r1',
      data: { room: 'r1', floor: 3 },
    });
    expect(installed?.command?.key).toBe('InstallLamp:install');
  });

  it('counts for the date it names, and for today in the time zone of the installation where it names none', async () => {
    const store = newStore();
    const late = new InstallationTime(() => '2026-03-02T16:30:00.000Z' as Instant, 'Asia/Shanghai');
    const runner = await house(store, { time: late });
    await done(send(runner, turnLamp, { id: 'l1', body: { by: 1 }, on: '2026-02-01' as BusinessDate }));
    const events = await store.readStream('lamp-l1');
    expect(events.map((event) => event.businessDate)).toEqual(['2026-03-03', '2026-02-01']);
  });

  it('that creates derives the id from its key, so that a retry finds the same aggregate', async () => {
    const store = newStore();
    const runner = await house(store);
    const first = await done(send(runner, installLamp, { key: 'new-lamp', body: { room: 'r1' } }));
    const again = await done(send(runnerOn(store), installLamp, { key: 'new-lamp', body: { room: 'r1' } }));
    expect(again).toEqual({ ...first, replayed: true });
    expect(await store.head()).toBe(3);
  });

  it('is refused without an id where it creates nothing, and with an id that plays tricks with paths', async () => {
    const runner = runnerOn(newStore());
    expect(await codeOf(send(runner, turnLamp, { body: { by: 1 } }))).toBe('COMMAND.ID_MISSING');
    expect(await codeOf(send(runner, turnLamp, { id: '../etc', body: { by: 1 } }))).toBe('COMMAND.ID_MALFORMED');
    expect(await codeOf(send(runner, turnLamp, { id: 'l1', key: 'a b', body: { by: 1 } }))).toBe('COMMAND.KEY_MALFORMED');
  });

  it('that finds everything so already records nothing and says where the stream stands', async () => {
    const store = newStore();
    const runner = await house(store);
    const receipt = await done(send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 0 } }));
    expect(receipt).toMatchObject({ revision: 0, position: 2, events: [], replayed: false });
    expect(await store.head()).toBe(2);
  });

  it('is refused by the decider with its code, and nothing is recorded', async () => {
    const store = newStore();
    const runner = await house(store);
    expect(await codeOf(send(runner, turnLamp, { id: 'l2', body: { by: 1 } }))).toBe('HOUSE.LAMP.UNKNOWN');
    expect(await codeOf(send(runner, installLamp, { body: { room: 'r9' } }))).toBe('HOUSE.ROOM.UNKNOWN');
    expect(await store.head()).toBe(2);
  });

  it('whose decider decides a bad event fails loudly, names the fault, and records nothing', async () => {
    const store = newStore();
    await house(store);
    const runner = runnerOn(store);
    await expect(send(runner, turnLamp, { id: 'l1', body: { by: 0.5 } })).rejects.toThrow(
      /decider of TurnLamp decided a LampTurned .*\/to/,
    );
    expect(await store.head()).toBe(2);
    expect((await done(send(runner, turnLamp, { id: 'l1', body: { by: 1 } }))).revision).toBe(1);
  });
});

describe('If-Match', () => {
  it('lets a command through at the revision its sender has seen, and refuses it at another', async () => {
    const runner = await house(newStore());
    await done(send(runner, turnLamp, { id: 'l1', body: { by: 1 }, ifMatch: 0 }));
    expect(await codeOf(send(runner, turnLamp, { id: 'l1', body: { by: 1 }, ifMatch: 0 }))).toBe('COMMAND.REVISION_MISMATCH');
  });

  it('does not stand in the way of a retry: it is answered as the first time', async () => {
    const runner = await house(newStore());
    const sent = { id: 'l1', key: 'k', body: { by: 1 }, ifMatch: 0 };
    const first = await done(send(runner, turnLamp, sent));
    expect(await done(send(runner, turnLamp, sent))).toEqual({ ...first, replayed: true });
  });
});

describe('a long stream', () => {
  it('folds events of older versions as today reads them', async () => {
    const store = newStore();
    await store.append('lamp-old', 'no-stream', [
      {
        id: 'old-1',
        type: 'LampInstalled',
        schemaVersion: 1,
        data: { room: 'r1' },
        businessDate: '2020-01-01' as BusinessDate,
        orderingKey: 'r1',
        actor: 'ann',
        correlationId: 'c0',
      },
    ]);
    expect((await done(send(runnerOn(store), turnLamp, { id: 'old', body: { by: 2 } }))).revision).toBe(1);
  });
});
