import { WrongExpectedRevision } from '@zongheng/event-store';
import { buildRoom, installLamp, turnLamp } from '../toy/house.plans.ts';
import { codeOf, done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';

describe('two processes on one store', () => {
  it('given one key at once have one effect and answer alike', async () => {
    const store = newStore();
    await house(store);
    const runners = [runnerOn(store), runnerOn(store)];
    for (let round = 0; round < 20; round += 1) {
      const sent = { id: 'l1', key: `k${round}`, body: { by: 1 } };
      const answers = await Promise.all(runners.map((runner) => done(send(runner, turnLamp, sent))));
      expect(answers.map((answer) => answer.revision)).toEqual([round + 1, round + 1]);
      expect(answers.filter((answer) => answer.replayed)).toHaveLength(1);
      expect(answers[0]?.events).toEqual(answers[1]?.events);
    }
  });

  it('creating under one key at once create one aggregate', async () => {
    const store = newStore();
    await house(store);
    const answers = await Promise.all(
      [runnerOn(store), runnerOn(store)].map((runner) => done(send(runner, installLamp, { key: 'k', body: { room: 'r1' } }))),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await store.head()).toBe(3);
  });

  it('never refuse on what they remember: what the other has recorded counts', async () => {
    const store = newStore();
    const one = await house(store);
    const other = runnerOn(store);
    expect(await codeOf(send(other, turnLamp, { id: 'l2', body: { by: 1 } }))).toBe('HOUSE.LAMP.UNKNOWN');
    await done(send(one, installLamp, { id: 'l2', body: { room: 'r1' } }));
    expect((await done(send(other, turnLamp, { id: 'l2', body: { by: 1 } }))).revision).toBe(1);
    await done(send(one, buildRoom, { id: 'r2', body: { floor: 1 } }));
    await done(send(other, installLamp, { id: 'l4', body: { room: 'r2' } }));
  });

  it('changing one aggregate against each other lose nothing', async () => {
    const store = newStore();
    await house(store);
    const runners = [runnerOn(store), runnerOn(store)];
    for (let count = 0; count < 50; count += 1) {
      await Promise.all(runners.map((runner) => done(send(runner, turnLamp, { id: 'l1', body: { by: 1 } }))));
    }
    const last = (await store.readStream('lamp-l1', { direction: 'backwards', limit: 1 }))[0];
    expect(last).toMatchObject({ revision: 100, data: { to: 100 } });
  });

  it('give up after five conflicts in a row, with a code that says to send it again', async () => {
    const store = newStore();
    await house(store);
    const contended = withAppend(store, async (stream) => {
      throw new WrongExpectedRevision(stream, 0, 1);
    });
    expect(await codeOf(send(runnerOn(contended), turnLamp, { id: 'l1', body: { by: 1 } }))).toBe('COMMAND.CONTENDED');
  });
});
