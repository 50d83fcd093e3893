import type { PolicyBinding } from './binding.ts';
import { flockOf, following, followingBinding } from './testing/flock.ts';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { handled, mortal, startedOn, statusOf } from './testing/running.ts';

const started = startedOn(inProcessFeed);

describe('a policy that cannot go on with an event', () => {
  it('parks the ordering key of an event that it cannot react to; released, it catches up in order', async () => {
    const flock = flockOf();
    let isBroken = true;
    const fragile: PolicyBinding = {
      ...followingBinding,
      policy: {
        ...following,
        react: (event: never, facts: never) => {
          const { data } = event as { readonly data: { readonly to: string } };
          if (isBroken && data.to === 'nowhere') throw new Error('there is no such place');
          return following.react(event, facts);
        },
      },
    };
    const policies = await started(flock, {}, [fragile]);
    await flock.move('anna', 'hill', ['1']);
    await flock.move('anna', 'nowhere', ['1']);
    await flock.move('anna', 'lake', ['1']);
    await handled(policies, await flock.move('ben', 'hill', ['2']));
    expect((await flock.followed()).toSorted()).toEqual(['1 → hill', '2 → hill']);
    await policies.stop();

    const again = await started(flock, {}, [fragile]);
    expect(again.parked()).toEqual([
      {
        policy: 'following',
        keys: [expect.objectContaining({ orderingKey: 'anna', firstPosition: 2, error: expect.stringContaining('no such place') })],
      },
    ]);
    expect(await again.release('following')).toHaveLength(1);
    isBroken = false;
    expect(await again.release('following', ['ben'])).toEqual([]);
    expect(again.parked()).toHaveLength(1);
    expect(await again.release('following', ['anna'])).toEqual([]);
    expect(again.parked()).toEqual([]);
    expect((await flock.followed()).filter((line) => line.startsWith('1'))).toEqual(['1 → hill', '1 → nowhere', '1 → lake']);
    await again.stop();
  });

  it('is released whole or not at all: killed in the middle of it, the key is still parked, and a later release ends the same', async () => {
    for (let deadly = 1; deadly <= 14; deadly += 1) {
      const flock = flockOf();
      const broken = await started(flock, { attemptsMax: 1, dispatch: () => Promise.reject(new TypeError('decided wrongly')) });
      const places = ['hill', 'lake', 'wood', 'dale'];
      for (const to of places) await flock.move('anna', to, ['1']);
      await handled(broken, places.length);
      await broken.stop();
      const life = mortal(flock, 'store', deadly, deadly % 2 === 0 ? 'after' : 'before');
      const dying = await started(flock, { dispatch: life.dispatch, store: life.store, isPassing: () => life.isDead() }).catch(() => null);
      const releasing = dying?.release('following').catch(() => null);
      await Promise.race([life.died, releasing]);
      await flock.move('anna', 'home', ['1']);
      await dying?.stop();
      const again = await started(flock);
      await handled(again, places.length + 1);
      expect(await again.release('following')).toEqual([]);
      await handled(again, await flock.move('anna', 'bed', ['1']));
      expect(await flock.followed()).toEqual([...places, 'home', 'bed'].map((to) => `1 → ${to}`));
      await again.stop();
    }
  });

  it('parks an event whose intents keep failing for no reason that passes', async () => {
    const flock = flockOf();
    const policies = await started(flock, { attemptsMax: 3, dispatch: () => Promise.reject(new TypeError('decided wrongly')) });
    await handled(policies, await flock.move('anna', 'hill', ['1']));
    expect(policies.parked()[0]?.keys[0]).toMatchObject({ orderingKey: 'anna', error: 'TypeError: decided wrongly' });
    await policies.stop();
  });

  it('stops when more than a hundred keys are parked, loudly, and goes on after a release', async () => {
    const flock = flockOf();
    let isBroken = true;
    const troubles: string[] = [];
    const policies = await started(flock, {
      attemptsMax: 1,
      dispatch: (...given) => (isBroken ? Promise.reject(new TypeError('decided wrongly')) : flock.dispatch(...given)),
      onTrouble: (_, trouble) => troubles.push(trouble),
    });
    let last = 0;
    for (let shepherd = 0; shepherd < 110; shepherd += 1) last = await flock.move(`s${shepherd}`, 'hill', [`of${shepherd}`]);
    while ((await statusOf(policies))?.state !== 'stopped') await new Promise((resolve) => setTimeout(resolve, 1));
    expect(troubles.at(-1)).toMatch(/^TooManyParked: policy following: more than 100 ordering keys/);
    isBroken = false;
    expect(await policies.release('following')).toEqual([]);
    await handled(policies, last);
    expect(await flock.followed()).toHaveLength(110);
    expect(await statusOf(policies)).toMatchObject({ state: 'running', parked: 0 });
    await policies.stop();
  });
});
