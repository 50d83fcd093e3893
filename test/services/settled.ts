import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../running/api.ts';

const quietMs = 3_000;

/** Resolves when nothing more happens by itself: the log has not grown for a while, and the views show all of it. */
export async function settled(api: Api, withinMs = 240_000): Promise<void> {
  const begun = performance.now();
  let head = await api.head();
  for (let quietSince = performance.now(); performance.now() - quietSince < quietMs;) {
    if (performance.now() - begun > withinMs) throw new Error('it does not come to rest');
    await sleep(250);
    const now = await api.head();
    if (now !== head) [head, quietSince] = [now, performance.now()];
  }
  for (const view of ['funnel', 'receivables/ageing', 'opportunities', 'contracts']) await api.caughtUp(view, withinMs);
}
