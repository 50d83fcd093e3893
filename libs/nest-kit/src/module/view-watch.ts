import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Readiness } from '../operations/health.ts';
import { Metrics } from '../operations/metrics.ts';
import { Reading } from '../queries/reading.ts';
import { Contexts } from './contexts.ts';

/** Watches the views that queries are answered from: readiness waits until all are served, and their lag is published. */
@Injectable()
export class ViewWatch implements OnApplicationBootstrap {
  readonly #contexts: Contexts;
  readonly #reading: Reading;
  readonly #readiness: Readiness;
  readonly #metrics: Metrics;

  constructor(
    @Inject(Contexts) contexts: Contexts,
    @Inject(Reading) reading: Reading,
    @Inject(Readiness) readiness: Readiness,
    @Inject(Metrics) metrics: Metrics,
  ) {
    this.#contexts = contexts;
    this.#reading = reading;
    this.#readiness = readiness;
    this.#metrics = metrics;
  }

  onApplicationBootstrap(): void {
    const { progress, log } = this.#reading;
    this.#readiness.add({
      name: 'views',
      reason: () => {
        const missing = this.#contexts.views().filter((view) => !progress.get(view.name));
        return missing.length === 0 ? null : `not served yet: ${missing.map((view) => view.name).join(', ')}`;
      },
    });
    this.#readiness.add({
      name: 'log',
      reason: async () => {
        await log.head();
        return null;
      },
    });
    this.#metrics.gauge('zongheng_view_lag_positions', 'Positions that a view has not reached', ['view'], async (set) => {
      const head = await log.head();
      for (const { name } of this.#contexts.views()) set({ view: name }, Math.max(0, head - progress.watermark(name)));
    });
    this.#metrics.gauge('zongheng_view_parked_keys', 'Ordering keys that a view leaves out', ['view'], (set) => {
      for (const { name } of this.#contexts.views()) set({ view: name }, progress.get(name)?.parked.length ?? 0);
    });
    this.#metrics.gauge('zongheng_log_position', 'The position of the last event', [], async (set) => set({}, await log.head()));
  }
}
