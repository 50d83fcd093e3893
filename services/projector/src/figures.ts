import type { EventLog } from '@zongheng/event-store';
import type { Metrics } from '@zongheng/nest-kit';
import { positionsAnEvent, type ProjectionEngine } from '@zongheng/projection';
import { type Lag, lagsOf } from './lag.ts';

export interface FiguresOf {
  readonly engine: Pick<ProjectionEngine, 'live' | 'progress' | 'rebuilt'>;
  readonly log: EventLog;
}

/** How far the views are, and what was done for it, when Prometheus asks. */
export function registerFigures(metrics: Metrics, { engine, log }: FiguresOf): void {
  // Both figures of lag come of one look.
  let looked: Promise<readonly Lag[]> = Promise.resolve([]);
  const look = async (): Promise<readonly Lag[]> => {
    const { partitions } = engine.live;
    if (partitions === null) return [];
    return lagsOf({ log, partitions, builds: engine.live.builds(), nowMs: Date.now(), apart: await positionsAnEvent(log) });
  };
  const labels = ['partition', 'view'];
  metrics.gauge(
    'zongheng_view_lag_events',
    'About how many events a view has yet to fold, by partition of this projector',
    labels,
    async (set) => {
      looked = look();
      for (const { view, partition, events } of await looked) set({ view, partition: String(partition) }, events);
    },
  );
  metrics.gauge('zongheng_view_lag_seconds', 'How long ago the first of them was recorded', labels, async (set) => {
    for (const { view, partition, seconds } of await looked) set({ view, partition: String(partition) }, seconds);
  });
  metrics.gauge(
    'zongheng_projected',
    'Events folded, and documents or segments written, by build since it was opened',
    ['build', 'what'],
    (set) => {
      for (const { id, build } of engine.live.builds()) {
        set({ build: id, what: 'folded' }, build?.done.folded ?? 0);
        set({ build: id, what: 'written' }, build?.done.written ?? 0);
      }
    },
  );
  metrics.gauge('zongheng_parked_keys', 'Ordering keys that a view leaves out, because their events cannot be folded', ['view'], (set) => {
    for (const { view, id } of engine.live.builds()) {
      const known = engine.progress.get(view.name);
      if (known?.build === id) set({ view: view.name }, known.parked.length);
    }
  });
  metrics.gauge('zongheng_views_rebuilt', 'Builds of views that this projector has made and had served', [], (set) =>
    set({}, engine.rebuilt),
  );
}
