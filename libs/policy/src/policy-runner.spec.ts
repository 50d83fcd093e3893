import { StoreError } from '@zongheng/event-store';
import type { BusinessDate } from '@zongheng/kernel';
import fc from 'fast-check';
import { type Dispatch, nothingMore, type PolicyBinding } from './binding.ts';
import { Policies } from './policies.ts';
import { flockOf, followingBinding } from './testing/flock.ts';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { faultyStore } from '@zongheng/projection/testing';
import { handled, mortal, startedOn, statusOf } from './testing/running.ts';

const started = startedOn(inProcessFeed);

describe('a policy', () => {
  it('has one effect for each cause on each aggregate', async () => {
    const flock = flockOf();
    const policies = await started(flock);
    await flock.move('anna', 'hill', ['1', '2', '3']);
    await flock.rest('anna');
    await handled(policies, await flock.move('ben', 'lake', ['9']));
    expect((await flock.followed()).toSorted()).toEqual(['1 → hill', '2 → hill', '3 → hill', '9 → lake']);
    expect((await statusOf(policies))?.record).toMatchObject({ handled: 2, done: 4, replayed: 0, refused: 0 });
    await policies.stop();
  });

  it('begins with what is recorded from its first start on, and goes on from there whenever it is started again', async () => {
    const flock = flockOf();
    await flock.move('anna', 'before', ['1']);
    const first = await started(flock);
    await first.stop();
    await flock.move('anna', 'between', ['1']);
    const second = await started(flock);
    await handled(second, await flock.move('anna', 'after', ['1']));
    await second.stop();
    expect(await flock.followed()).toEqual(['1 → between', '1 → after']);
  });

  it('begins with what is recorded first in a new installation, also where it was killed before it had saved anything', async () => {
    const flock = flockOf();
    const killed = await started(flock, { dispatch: () => new Promise(() => undefined) });
    const position = await flock.move('anna', 'hill', ['1']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const again = await started(flock);
    await handled(again, position);
    await again.stop();
    expect(await flock.followed()).toEqual(['1 → hill']);
    void killed;
  });

  it('begins at the beginning of the log where its binding says so', async () => {
    const flock = flockOf();
    const position = await flock.move('anna', 'before', ['1']);
    const policies = await started(flock, {}, [{ ...followingBinding, from: 'beginning' }]);
    await handled(policies, position);
    await policies.stop();
    expect(await flock.followed()).toEqual(['1 → before']);
  });

  it('has each effect once and in the order of its causes, wherever it is killed: in any call of the command side or of its store', async () => {
    const moves = fc.array(fc.tuple(fc.constantFrom('anna', 'ben', 'carl'), fc.uniqueArray(fc.constantFrom('1', '2', '3'))), {
      minLength: 1,
      maxLength: 12,
    });
    const kill = fc.record({
      side: fc.constantFrom('command', 'store'),
      at: fc.integer({ min: 1, max: 20 }),
      when: fc.constantFrom('before', 'after'),
    });
    let kills = 0;
    await fc.assert(
      fc.asyncProperty(moves, fc.array(kill, { maxLength: 4 }), async (list, deaths) => {
        const flock = flockOf();
        await (await started(flock)).stop();
        let last = 0;
        // A shepherd has sheep of his own: what follows him is in the order in which he moved.
        for (const [index, [shepherd, sheep]] of list.entries())
          last = await flock.move(
            shepherd,
            `${index}`,
            sheep.map((id) => shepherd + id),
          );
        for (const { side, at, when } of deaths) {
          const life = mortal(flock, side, at, when);
          const policies = await started(flock, { dispatch: life.dispatch, store: life.store, isPassing: () => true }).catch(() => null);
          if (policies) await Promise.race([life.died, handled(policies, last)]);
          await policies?.stop();
          if (life.isDead()) kills += 1;
        }
        const policies = await started(flock);
        await handled(policies, last);
        await policies.stop();
        const expected = list.flatMap(([shepherd, sheep], index) => sheep.map((id) => `${shepherd}${id} → ${index}`));
        const found = await flock.followed();
        expect(found.toSorted()).toEqual(expected.toSorted());
        for (const sheep of new Set(expected.map((line) => line.split(' ')[0]))) {
          const of = (lines: readonly string[]) => lines.filter((line) => line.startsWith(`${sheep} `));
          expect(of(found)).toEqual(of(expected));
        }
      }),
      { numRuns: 120 },
    );
    expect(kills).toBeGreaterThan(50);
  });

  it('saves what came of many events at once, and loses nothing of it', async () => {
    const flock = flockOf();
    await (await started(flock)).stop();
    let last = 0;
    for (let move = 0; move < 200; move += 1) last = await flock.move('anna', `${move}`, ['1']);
    const store = faultyStore(flock.store, () => 'none');
    const policies = await started(flock, { store });
    const atStart = store.calls();
    await handled(policies, last);
    expect((await statusOf(policies))?.record).toMatchObject({ handled: 200, done: 200 });
    expect(store.calls() - atStart).toBeLessThan(40);
    await policies.stop();
  });

  it('takes a refusal for an answer: it is told and counted, and the next is carried out', async () => {
    const flock = flockOf();
    const policies = await started(flock);
    await handled(policies, await flock.move('anna', 'hill', ['1', 'stubborn2', '3']));
    expect((await flock.followed()).toSorted()).toEqual(['1 → hill', '3 → hill']);
    expect((await statusOf(policies))?.record).toMatchObject({
      done: 2,
      refused: 1,
      lastRefused: [{ position: 1, command: 'Follow', id: 'stubborn2', code: 'SHEEP.STUBBORN', found: 'stubborn2 does not follow' }],
    });
    await policies.stop();
  });

  it('counts a key that was used with another body as an effect that is there', async () => {
    const flock = flockOf();
    const reused: Dispatch = async () => ({ refused: true, code: 'COMMAND.KEY_REUSED', kind: 'invalid', found: 'used', remedy: 'none' });
    const policies = await started(flock, { dispatch: reused });
    await handled(policies, await flock.move('anna', 'hill', ['1']));
    expect((await statusOf(policies))?.record).toMatchObject({ done: 0, replayed: 1, refused: 0 });
    await policies.stop();
  });

  it('tries again what may pass, in order, and says so meanwhile', async () => {
    const flock = flockOf();
    let outage = true;
    const troubles: string[] = [];
    const policies = await started(flock, {
      attemptsMax: 2,
      dispatch: async (...given) => {
        if (outage) throw new StoreError('STORE.FULL', 'the disk is full', 'make room');
        return flock.dispatch(...given);
      },
      onTrouble: (policy, trouble) => troubles.push(`${policy}: ${trouble}`),
    });
    await flock.move('anna', 'hill', ['1']);
    const last = await flock.move('anna', 'lake', ['1']);
    while (troubles.length < 10) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await statusOf(policies)).toMatchObject({
      state: 'retrying',
      parked: 0,
      lag: 2,
      error: 'StoreError: the disk is full: make room',
    });
    outage = false;
    await handled(policies, last);
    expect(await flock.followed()).toEqual(['1 → hill', '1 → lake']);
    expect(await statusOf(policies)).toMatchObject({ state: 'running', error: null });
    await policies.stop();
  });

  it('wants several things of one aggregate in order, and of several aggregates at once', async () => {
    const flock = flockOf();
    const log: string[] = [];
    const twice: PolicyBinding = {
      policy: {
        ...followingBinding.policy,
        react: () =>
          ['Rise', 'Shake', 'Walk'].flatMap((command) =>
            ['1', '2'].map((id) => ({ command, id, body: {}, on: '2026-03-01' as BusinessDate })),
          ),
      },
      gather: nothingMore,
    };
    const slow: Dispatch = async ({ command, id }) => {
      log.push(`${id} ${command}`);
      await new Promise((resolve) => setTimeout(resolve, id === '1' ? 5 : 1));
      log.push(`${id} done`);
      return { replayed: false };
    };
    const policies = await started(flock, { dispatch: slow }, [twice]);
    await handled(policies, await flock.move('anna', 'hill', []));
    await policies.stop();
    const inOrder = ['Rise', 'done', 'Shake', 'done', 'Walk', 'done'];
    for (const id of ['1', '2']) expect(log.filter((line) => line.startsWith(id))).toEqual(inOrder.map((step) => `${id} ${step}`));
    expect(log.slice(0, 2)).toEqual(['1 Rise', '2 Rise']);
  });

  it('gathers from views only when they have reached the event', async () => {
    const flock = flockOf();
    let reached = 0;
    const asked: string[] = [];
    const policies = await started(
      flock,
      {
        waitFor: async (view, position) => {
          asked.push(`${view} ${position}`);
          return reached >= position;
        },
      },
      [{ ...followingBinding, reads: () => ['sheep'] }],
    );
    const position = await flock.move('anna', 'hill', ['1']);
    while (asked.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await flock.followed()).toEqual([]);
    reached = position;
    await handled(policies, position);
    expect(await flock.followed()).toEqual(['1 → hill']);
    expect(new Set(asked)).toEqual(new Set(['sheep 1']));
    await policies.stop();
  });

  it('does not hold up the others while it waits', async () => {
    const flock = flockOf();
    const waiting: PolicyBinding = { ...followingBinding, reads: () => ['never'], policy: { ...followingBinding.policy, name: 'waiting' } };
    const policies = await started(flock, { waitFor: async () => false }, [waiting, followingBinding]);
    await handled(policies, await flock.move('anna', 'hill', ['1']));
    const [held, free] = await policies.status();
    expect(held).toMatchObject({ policy: 'waiting', position: 0 });
    expect(free?.position).toBeGreaterThanOrEqual(1);
    expect(await flock.followed()).toEqual(['1 → hill']);
    await expect(Policies.start([followingBinding, followingBinding], {} as never)).rejects.toThrow('two policies are named following');
    await expect(policies.release('nothing')).rejects.toThrow('no policy nothing: there are waiting, following');
    await policies.stop();
  });
});
