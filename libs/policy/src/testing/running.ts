import type { EventFeed } from '@zongheng/event-feed';
import type { EventLog } from '@zongheng/event-store';
import { faultyStore } from '@zongheng/projection/testing';
import type { Dispatch, PolicyBinding } from '../binding.ts';
import { Policies } from '../policies.ts';
import type { PolicyRunnerOptions, PolicyStatus } from '../policy-runner.ts';
import { type Flock, followingBinding } from './flock.ts';

/** Starts policies on a flock. */
export function startedOn(feedOf: (log: EventLog) => EventFeed) {
  return (
    { log, store, dispatch }: Flock,
    options: Partial<PolicyRunnerOptions> = {},
    bindings: readonly PolicyBinding[] = [followingBinding],
  ) => Policies.start(bindings, { feed: feedOf(log), log, store, dispatch, retryMs: [1, 4], ...options });
}

/** Waits until a policy has handled everything recorded up to a position. */
export async function handled(policies: Policies, position: number, name = 'following'): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    const status = (await policies.status()).find(({ policy }) => policy === name);
    if ((status?.position ?? 0) >= position) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`${name} does not reach ${position}: ${JSON.stringify(await policies.status())}`);
}

export async function statusOf(policies: Policies): Promise<PolicyStatus | undefined> {
  return (await policies.status())[0];
}

/** The world of one life: at the call chosen of one side everything ends, before that call was carried out or after. */
export function mortal(flock: Flock, side: string, at: number, when: string) {
  const died = Promise.withResolvers<void>();
  let isDead = false;
  let calls = 0;
  const die = (): Error => {
    isDead = true;
    died.resolve();
    return new Error('killed');
  };
  const dispatch: Dispatch = async (...given) => {
    if (isDead) throw die();
    calls += 1;
    const isLast = side === 'command' && calls >= at;
    if (isLast && when === 'before') throw die();
    const answer = await flock.dispatch(...given);
    if (isLast) throw die();
    return answer;
  };
  const store = faultyStore(flock.store, (call) => {
    if (isDead) return 'before';
    if (side !== 'store' || call < at) return 'none';
    die();
    return when === 'before' ? 'before' : 'after';
  });
  return { dispatch, store, died: died.promise, isDead: () => isDead };
}
