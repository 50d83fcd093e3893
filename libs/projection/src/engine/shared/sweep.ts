import type { View } from '@zongheng/kernel';
import type { ReadStore } from '@zongheng/read-store';
import { type BuildClaims, isKept, isRebuilding } from '../rebuild/claims.ts';

export interface Sweep {
  readonly store: ReadStore;
  readonly views: readonly View[];
  readonly claims: BuildClaims;
}

/**
 * Removes builds of these views that nobody is served, makes, or still reads: what a rebuild left behind that broke off, and what was replaced some
 * time ago. The right to make builds of the view is held meanwhile, so that nothing made just now is taken for left over.
 */
export async function sweepLeftovers({ store, views, claims }: Sweep): Promise<void> {
  for (const view of views) {
    if (isRebuilding(await store.claims(), view.name) || (await leftovers(store, view)).length === 0) continue;
    const claim = await claims.claim(view);
    if (!claim) continue;
    try {
      for (const build of await leftovers(store, view)) {
        await claim.check();
        await store.drop(build);
      }
    } finally {
      await claim.end();
    }
  }
}

async function leftovers(store: ReadStore, view: View): Promise<readonly string[]> {
  const active = await store.active(view.name);
  const others = (await store.builds()).filter((stored) => stored.view === view.name && stored.build !== active);
  if (others.length === 0) return [];
  const claims = await store.claims();
  return others.map(({ build }) => build).filter((build) => !isKept(claims, build));
}
