import { type EventStore, StoreError } from '@zongheng/event-store';
import fc from 'fast-check';
import { refuse } from '../toy/house.domain.ts';
import { buildRoom, installLamp, lampAggregate, turnLamp } from '../toy/house.plans.ts';
import { codeOf, done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';
import type { CommandPlan } from './command-plan.ts';
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

/** A store whose appends become durable, or fail, one by one when told to. */
function oneByOne(store: EventStore): { store: EventStore; next: (failure?: Error) => Promise<void> } {
  const queue: ((failure?: Error) => void)[] = [];
  const slow = withAppend(store, async (...given) => {
    const failure = await new Promise<Error | undefined>((go) => queue.push(go));
    if (failure) throw failure;
    return store.append(...given);
  });
  const next = async (failure?: Error): Promise<void> => {
    queue.shift()?.(failure);
    await soon();
  };
  return { store: slow, next };
}

const full = (): StoreError => new StoreError('STORE.FULL', 'no space is left', 'make room');

/** What the lamp was turned to, by its events in order. */
async function brightnesses(store: EventStore, id = 'l1'): Promise<readonly unknown[]> {
  return (await store.readStream(`lamp-${id}`)).slice(1).map(({ data }) => data);
}

/** What follows when a lamp is turned up by so much, time after time. */
function turnedBy(...steps: readonly number[]): readonly unknown[] {
  let to = 0;
  return steps.map((by) => ({ from: to, to: (to += by) }));
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

describe('commands behind one whose append failed', () => {
  it('are decided before one that came while it was being found out', async () => {
    const memory = newStore();
    await house(memory);
    const { store, next } = oneByOne(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const warm = send(runner, turnLamp, { id: 'l1', body: { by: 1 } });
    await soon();
    await next();
    await done(warm);
    const first = send(runner, turnLamp, { id: 'l1', body: { by: 10 } });
    const second = send(runner, turnLamp, { id: 'l1', body: { by: 20 } });
    await soon();
    await Promise.all([expect(first).rejects.toThrow('no space is left'), next(full())]);
    const late = send(runner, turnLamp, { id: 'l1', body: { by: 30 } });
    for (let step = 0; step < 5; step += 1) await next();
    await Promise.all([second, late].map(done));
    expect(await brightnesses(memory)).toEqual(turnedBy(1, 20, 30));
  });

  it('are decided before those that waited for their turn behind them', async () => {
    const memory = newStore();
    const { store, next } = oneByOne(memory);
    await house(memory);
    const runner = runnerOn(store, { writers: 'one' });
    const warm = send(runner, turnLamp, { id: 'l1', body: { by: 1 } });
    await soon();
    await next();
    await done(warm);
    const prepared = Promise.withResolvers<void>();
    const slow = { ...turnLamp, prepare: (body: object) => prepared.promise.then(() => body) };
    const [first, ...others] = [turnLamp, turnLamp, slow, turnLamp].map((plan, index) =>
      send(runner, plan, { id: 'l1', body: { by: 10 ** (index + 1) } }),
    );
    await soon();
    await Promise.all([expect(first).rejects.toThrow('no space is left'), next(full())]);
    await next();
    prepared.resolve();
    for (let step = 0; step < 10; step += 1) await next();
    await Promise.all(others.map(done));
    expect(await brightnesses(memory)).toEqual(turnedBy(1, 100, 1_000, 10_000));
  });

  it.each(bothWays)('never wait for each other, wherever they look, and keep their order on each stream (%s writer)', async (writers) => {
    const lamp = fc.constantFrom('a', 'b', 'c');
    const command = fc.record({ lamp, looksAt: fc.option(lamp, { nil: null }), waits: fc.boolean(), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 24 }), async (commands) => {
        const memory = newStore();
        const setUp = await house(memory);
        for (const id of ['a', 'b', 'c']) await done(send(setUp, installLamp, { id, body: { room: 'r1' } }));
        const failing = new Set(commands.flatMap(({ fails }, index) => (fails ? [`TurnLamp:k${index}`] : [])));
        const store = withAppend(memory, async (...given) => {
          await soon();
          const [, , [event]] = given;
          if (event?.command && failing.delete(event.command.key)) throw full();
          return memory.append(...given);
        });
        const runner = runnerOn(store, { writers });
        const answers = await Promise.all(
          commands.map(async ({ lamp: id, looksAt, waits }, index) => {
            const looking: CommandPlan = {
              ...turnLamp,
              prepare: async (body, given) => {
                if (waits) await soon();
                if (looksAt !== null) await given.load(lampAggregate, looksAt);
                return body;
              },
            };
            const sent = send(runner, looking, { id, key: `k${index}`, body: { by: index + 1 } });
            const answer = await sent.catch((error: unknown) => error);
            return answer instanceof StoreError ? null : { id, by: index + 1, answer: answer as object };
          }),
        );
        for (const id of ['a', 'b', 'c']) {
          const stand = answers.filter((answer) => answer?.id === id && !('code' in answer.answer));
          expect(await brightnesses(memory, id)).toEqual(turnedBy(...stand.map((answer) => answer?.by ?? 0)));
        }
      }),
      { numRuns: 300 },
    );
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
