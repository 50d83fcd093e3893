import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLog } from '@zongheng/event-store';
import { batchOfPage } from './batch.ts';
import type { Build } from './build.ts';
import { watermarkOf } from './progress.ts';

/** What a catch-up reads from. */
export type ReadableLog = Pick<EventLog, 'readAll' | 'head'>;

export interface CatchUp {
  readonly log: ReadableLog;
  readonly builds: readonly Build[];
  /** Where to stop at the latest; without it, at the end of the log as it stands then. */
  readonly upTo?: number;
  /** Events a page (default 1,000). */
  readonly pageEvents?: number;
  readonly signal?: AbortSignal;
  /** After each page: up to where the builds are folded now. */
  readonly onPage?: (position: number) => void;
}

/** Folds the log onto builds from where the hindmost stands, straight from the store. Between pages others get the event loop. */
export async function catchUp({ log, builds, upTo, pageEvents = 1_000, signal, onPage }: CatchUp): Promise<void> {
  const types = new Set(builds.flatMap((build) => build.view.handles));
  let after = Math.min(...builds.map((build) => watermarkOf(build.positions)));
  while (builds.length > 0 && (upTo === undefined || after < upTo)) {
    signal?.throwIfAborted();
    const page = await log.readAll({ after, limit: pageEvents, types });
    const batch = batchOfPage(page);
    for (const build of builds) await build.apply(batch);
    after = page.position;
    onPage?.(after);
    if (page.atEnd) return;
    await nextTurn();
  }
}
