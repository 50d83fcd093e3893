import { type EventStore, StoreError } from '@zongheng/event-store';
import { buildRoom, installLamp, turnLamp } from '../toy/house.plans.ts';
import { codeOf, done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';
import { refuse } from '../toy/house.domain.ts';
import type { Writers } from './references.ts';

const bothWays: readonly Writers[] = ['one', 'many'];

/** A store whose appends become durable together, when told to: as a group commit does. */
function committing(store: EventStore): { store: EventStore; waiting: () => number; commit: () => void } {
  let queue: (() => void)[] = [];
  const slow = withAppend(store, async (...given) => {
    await new Promise<void>((go) => queue.push(go));
    return store.append(...given);
  });
  const commit = (): void => {
    const batch = queue;
    queue = [];
    for (const go of batch) go();
  };
  return { store: slow, waiting: () => queue.length, commit };
}

const soon = (): Promise<void> => new Promise((go) => setImmediate(go));

describe.each(bothWays)('commands sent at once, with %s writer', (writers) => {
  it('on one aggregate take effect in the order in which they came', async () => {
    const store = newStore();
    const runner = await house(store, { writers });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, count) => done(send(runner, turnLamp, { id: 'l1', key: `k${count}`, body: { by: count + 1 } }))),
    );
    expect(answers.map((answer) => answer.revision)).toEqual(Array.from({ length: 200 }, (_, count) => count + 1));
  });

  it('see what those before them did to the streams they refer to', async () => {
    const runner = runnerOn(newStore(), { writers });
    const room = send(runner, buildRoom, { id: 'r7', body: { floor: 7 } });
    const lamp = send(runner, installLamp, { id: 'l7', body: { room: 'r7' } });
    const turned = send(runner, turnLamp, { id: 'l7', body: { by: 1 } });
    await Promise.all([room, lamp, turned].map(done));
    expect((await lamp) as object).toMatchObject({ events: [{ data: { room: 'r7', floor: 7 } }] });
  });

  it('never wait for those that come after them', async () => {
    const { store, commit } = committing(newStore());
    const runner = runnerOn(store, { writers });
    const early = send(runner, installLamp, { id: 'l8', body: { room: 'r8' } });
    const late = send(runner, buildRoom, { id: 'r8', body: { floor: 8 } });
    expect(await codeOf(early)).toBe('HOUSE.ROOM.UNKNOWN');
    commit();
    await done(late);
  });

  it('with one key are carried out once', async () => {
    const store = newStore();
    const runner = await house(store, { writers });
    const sent = { id: 'l1', key: 'k', body: { by: 1 } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => done(send(runner, turnLamp, sent))));
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.position))).toEqual(new Set([3]));
    expect(await store.head()).toBe(3);
  });
});

describe('where the process is the only writer', () => {
  it('commands on one aggregate share a commit', async () => {
    const memory = newStore();
    await house(memory);
    const { store, waiting, commit } = committing(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const sent = Promise.all(Array.from({ length: 20 }, () => done(send(runner, turnLamp, { id: 'l1', body: { by: 1 } }))));
    await soon();
    expect(waiting()).toBe(20);
    commit();
    expect((await sent).at(-1)?.revision).toBe(20);
  });

  it('a refusal that rests on an append on its way waits for it', async () => {
    const memory = newStore();
    await house(memory);
    const { store, commit } = committing(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const first = send(runner, installLamp, { id: 'l2', key: 'one', body: { room: 'r1' } });
    let answered = false;
    const second = send(runner, installLamp, { id: 'l2', key: 'two', body: { room: 'r1' } }).finally(() => {
      answered = true;
    });
    await soon();
    expect(answered).toBe(false);
    commit();
    await done(first);
    expect(await codeOf(second)).toBe('HOUSE.LAMP.INSTALLED');
  });

  it('what followed an append that failed is decided again on what is there', async () => {
    const memory = newStore();
    await house(memory);
    let appends = 0;
    const store = withAppend(memory, async (...given) => {
      appends += 1;
      const number = appends;
      await soon();
      if (number === 1) throw new StoreError('STORE.UNAVAILABLE', 'a hiccup', 'try again');
      return memory.append(...given);
    });
    const runner = runnerOn(store, { writers: 'one' });
    await done(send(runnerOn(memory), turnLamp, { id: 'l1', body: { by: 1 } }));
    const sent = [10, 20, 30].map((by) => send(runner, turnLamp, { id: 'l1', body: { by } }));
    await expect(sent[0]).rejects.toThrow('a hiccup');
    await Promise.all(sent.slice(1).map(done));
    const last = (await memory.readStream('lamp-l1', { direction: 'backwards', limit: 1 }))[0];
    expect(last?.data).toMatchObject({ to: 51 });
  });
});

describe('a small cache', () => {
  it.each(bothWays)('forgets aggregates and references, and answers the same (%s writer)', async (writers) => {
    const store = newStore();
    const runner = await house(store, { writers, cacheMax: 2 });
    for (let round = 0; round < 3; round += 1) {
      for (let lamp = 0; lamp < 8; lamp += 1) {
        const id = `x${lamp}`;
        if (round === 0) await done(send(runner, buildRoom, { id, body: { floor: lamp } }));
        const install = send(runner, installLamp, { id, key: 'install', body: { room: id } });
        expect((await done(install)).replayed).toBe(round > 0);
        expect((await done(send(runner, turnLamp, { id, body: { by: 1 } }))).revision).toBe(round + 1);
      }
    }
  });
});

describe('a command that begins an aggregate', () => {
  it('does not look for a stream first, and finds out by its append where there is one', async () => {
    const memory = newStore();
    await house(memory);
    let reads = 0;
    const counting: EventStore = {
      ...withAppend(memory, (...given) => memory.append(...given)),
      readStream: (stream, read) => {
        reads += 1;
        return memory.readStream(stream, read);
      },
    };
    const runner = runnerOn(counting, { writers: 'one' });
    await done(send(runner, buildRoom, { id: 'fresh', key: 'a', body: { floor: 1 } }));
    expect(reads).toBe(0);
    expect(await codeOf(send(runner, installLamp, { id: 'l1', key: 'other', body: { room: 'r1' } }))).toBe('HOUSE.LAMP.INSTALLED');
    expect(
      (await done(send(runnerOn(counting, { writers: 'one' }), installLamp, { id: 'l1', key: 'install', body: { room: 'r1' } }))).replayed,
    ).toBe(true);
  });

  it('is never refused on the belief that there is nothing: a retry is answered as the first time', async () => {
    const memory = newStore();
    await house(memory);
    const runner = runnerOn(memory, { writers: 'one' });
    // Were there no lamp yet, an unknown room would refuse it; the key says that it was installed long ago.
    const sent = { id: 'l1', key: 'install', body: { room: 'r1' } };
    expect(
      (await done(send(runner, { ...installLamp, prepare: () => refuse('HOUSE.ROOM.UNKNOWN', 'torn down since') }, sent))).replayed,
    ).toBe(true);
  });

  it('is recognised when it is sent again, though another command was being prepared on its word meanwhile', async () => {
    const memory = newStore();
    await house(memory);
    const { store, waiting, commit } = committing(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const retry = send(runner, installLamp, { id: 'l1', key: 'install', body: { room: 'r1' } });
    await soon();
    expect(waiting()).toBe(1);
    const prepared = Promise.withResolvers<void>();
    const slow = { ...turnLamp, prepare: (body: object) => prepared.promise.then(() => body) };
    const turned = send(runner, slow, { id: 'l1', body: { by: 1 } });
    await soon();
    commit();
    await soon();
    prepared.resolve();
    const answers = Promise.all([retry, turned].map(done));
    for (let turn = 0; turn < 10; turn += 1) {
      await soon();
      commit();
    }
    expect((await answers).map(({ replayed }) => replayed)).toEqual([true, false]);
    expect((await memory.readStream('lamp-l1')).map(({ type }) => type)).toEqual(['LampInstalled', 'LampTurned']);
  });

  it('is known to stand before anything is decided on top of it: those that follow, sent again with it, keep to what is there, in order', async () => {
    const memory = newStore();
    await house(memory);
    await done(send(runnerOn(memory), turnLamp, { id: 'l1', key: 'before', body: { by: 50 } }));
    const { store, commit } = committing(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const install = send(runner, installLamp, { id: 'l1', key: 'install', body: { room: 'r1' } });
    const turns = [1, 2, 3, 4].map((by) => send(runner, turnLamp, { id: 'l1', key: `turn-${by}`, body: { by } }));
    const answers = Promise.all([install, ...turns].map(done));
    for (let turn = 0; turn < 20; turn += 1) {
      await soon();
      commit();
    }
    expect((await answers).map(({ replayed }) => replayed)).toEqual([true, false, false, false, false]);
    const turned = (await memory.readStream('lamp-l1')).slice(1).map(({ data }) => data);
    expect(turned).toEqual([50, 51, 53, 56, 60].map((to, index, all) => ({ from: all[index - 1] ?? 0, to })));
  });
});
