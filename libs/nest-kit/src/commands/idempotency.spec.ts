import { StoreError } from '@zongheng/event-store';
import type { BusinessDate } from '@zongheng/kernel';
import { installLamp, turnLamp } from '../toy/house.plans.ts';
import { codeOf, done, house, newStore, runnerOn, send, withAppend } from '../toy/house.runner.ts';

describe('a key', () => {
  it('sent again with the same body, its members in any order, is answered as the first time, after a restart too', async () => {
    const store = newStore();
    const runner = await house(store);
    const first = await done(send(runner, installLamp, { id: 'l3', key: 'k', body: { room: 'r1', note: 'by the door' } }));
    const body = { note: 'by the door', room: 'r1' };
    expect(await done(send(runner, installLamp, { id: 'l3', key: 'k', body }))).toEqual({ ...first, replayed: true });
    expect(await done(send(runnerOn(store), installLamp, { id: 'l3', key: 'k', body }))).toEqual({ ...first, replayed: true });
  });

  it('sent again with another body, or for another date, is refused', async () => {
    const runner = await house(newStore());
    await done(send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 1 } }));
    expect(await codeOf(send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 2 } }))).toBe('COMMAND.KEY_REUSED');
    const otherDay = send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 1 }, on: '2026-01-01' as BusinessDate });
    expect(await codeOf(otherDay)).toBe('COMMAND.KEY_REUSED');
  });

  it('is of one command type and one aggregate: elsewhere it is another key', async () => {
    const store = newStore();
    const runner = await house(store);
    await done(send(runner, installLamp, { id: 'l2', key: 'k', body: { room: 'r1' } }));
    const one = await done(send(runner, turnLamp, { id: 'l1', key: 'k', body: { by: 1 } }));
    const other = await done(send(runner, turnLamp, { id: 'l2', key: 'k', body: { by: 1 } }));
    expect([one.replayed, other.replayed]).toEqual([false, false]);
  });

  it('is remembered for 256 further commands of its stream, in the cache and after a restart alike', async () => {
    const store = newStore();
    const runner = await house(store);
    await done(send(runner, turnLamp, { id: 'l1', key: 'first', body: { by: 1 } }));
    for (let count = 0; count < 255; count += 1) await done(send(runner, turnLamp, { id: 'l1', key: `k${count}`, body: { by: 1 } }));
    for (const each of [runner, runnerOn(store)]) {
      expect((await done(send(each, turnLamp, { id: 'l1', key: 'first', body: { by: 1 } }))).replayed).toBe(true);
    }
    await done(send(runner, turnLamp, { id: 'l1', key: 'k255', body: { by: 1 } }));
    expect((await done(send(runnerOn(store), turnLamp, { id: 'l1', key: 'first', body: { by: 1 } }))).replayed).toBe(false);
    const ids = (await store.readStream('lamp-l1')).map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of a refused command is not remembered: it is decided again', async () => {
    const runner = await house(newStore());
    expect(await codeOf(send(runner, turnLamp, { id: 'l2', key: 'k', body: { by: 1 } }))).toBe('HOUSE.LAMP.UNKNOWN');
    await done(send(runner, installLamp, { id: 'l2', body: { room: 'r1' } }));
    expect((await done(send(runner, turnLamp, { id: 'l2', key: 'k', body: { by: 1 } }))).replayed).toBe(false);
  });
});

describe('a store that fails', () => {
  it('fails the command, and the same key tells later whether it was recorded', async () => {
    const store = newStore();
    await house(store);
    let failing: 'before' | 'after' | null = 'before';
    const shaky = withAppend(store, async (...given) => {
      const mode = failing;
      failing = null;
      if (mode === 'before') throw new StoreError('STORE.FULL', 'the disk is full', 'make room');
      const appended = await store.append(...given);
      if (mode === 'after') throw new StoreError('STORE.UNAVAILABLE', 'the connection broke', 'try again');
      return appended;
    });
    const runner = runnerOn(shaky, { writers: 'one' });
    const sent = { id: 'l1', key: 'k', body: { by: 1 } };
    await expect(send(runner, turnLamp, sent)).rejects.toThrow('the disk is full');
    expect((await done(send(runner, turnLamp, sent))).replayed).toBe(false);
    failing = 'after';
    await expect(send(runner, turnLamp, { ...sent, key: 'k2' })).rejects.toThrow('the connection broke');
    expect(await done(send(runner, turnLamp, { ...sent, key: 'k2' }))).toMatchObject({ replayed: true, revision: 2 });
  });
});
