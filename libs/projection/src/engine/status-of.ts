import type { View } from '@zongheng/kernel';
import type { ViewStatus } from './engine-status.ts';
import type { LiveProjector } from './live/live-projector.ts';
import { type Progress, watermarkOf } from './progress.ts';
import type { Rebuilds } from './rebuild/rebuilds.ts';
import type { ServedBuilds } from './served-builds.ts';

export interface Standing {
  /** The position of the log's last event. */
  readonly head: number;
  readonly live: LiveProjector;
  readonly served: ServedBuilds;
  readonly progress: Progress;
  readonly rebuilds: Rebuilds;
}

/** How one view stands. */
export function statusOf(view: View, { head, live, served, progress, rebuilds }: Standing): ViewStatus {
  const build = served.of(view);
  const cared = build === null ? undefined : live.find(build);
  const known = progress.get(view.name);
  const watermark = watermarkOf(known?.positions ?? []);
  const error = served.errorOf(view);
  return {
    view: view.name,
    version: view.version,
    build,
    state: cared?.state ?? (error === null ? 'building' : 'failing'),
    watermark,
    lag: Math.max(head - watermark, 0),
    caughtUp: cared?.state === 'live' && watermark >= head,
    parked: known?.parked.length ?? 0,
    error: cared?.error ?? error,
    rebuild: rebuilds.stepOf(view.name),
  };
}
