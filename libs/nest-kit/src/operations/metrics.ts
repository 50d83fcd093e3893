import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { CommandMeter } from '../commands/command-meter.ts';
import { QuickHistogram } from './quick-histogram.ts';

const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The figures of a service for Prometheus. Everything the kit counts starts with `zongheng_`. */
export class Metrics implements CommandMeter {
  readonly registry = new Registry();
  readonly #commands = this.#histogram('zongheng_command_seconds', 'Commands by type and outcome, and how long they took', [
    'type',
    'outcome',
  ]);
  readonly #refusals = this.#counter('zongheng_refusals_total', 'Refused commands by code', ['type', 'code']);
  readonly #conflicts = this.#counter('zongheng_conflicts_total', 'Tries of a command that found another writer first', ['type']);
  readonly #snapshots = this.#counter('zongheng_snapshot_failures_total', 'Snapshots that could not be saved or read', []);
  readonly #requests = this.#histogram('zongheng_http_seconds', 'Requests by method, route and status', ['method', 'route', 'status']);

  // Plain numbers on the way of every command; they become figures when they are asked for.
  #events = 0;
  #fromCache = 0;
  #fromStore = 0;

  constructor(options: { readonly process?: boolean } = {}) {
    this.gauge('zongheng_events_appended', 'Events appended since the start', [], (set) => set({}, this.#events));
    this.gauge('zongheng_aggregates', 'Aggregates used since the start: found in the cache, or read from the store', ['from'], (set) => {
      set({ from: 'cache' }, this.#fromCache);
      set({ from: 'store' }, this.#fromStore);
    });
    if (options.process !== false) collectDefaultMetrics({ register: this.registry });
  }

  answered(type: string, outcome: string, ms: number): void {
    this.#commands.count(ms / 1000, type, outcome);
  }

  refused(type: string, code: string): void {
    this.#refusals.inc({ type, code });
  }

  appended(events: number): void {
    this.#events += events;
  }

  conflicted(type: string): void {
    this.#conflicts.inc({ type });
  }

  folded(fromCache: boolean): void {
    if (fromCache) this.#fromCache += 1;
    else this.#fromStore += 1;
  }

  snapshotFailed(): void {
    this.#snapshots.inc();
  }

  requested(method: string, route: string, status: number, ms: number): void {
    this.#requests.count(ms / 1000, method, route, String(status));
  }

  /** A figure that is asked for when Prometheus asks: the lag of views, the size of the log. */
  gauge(
    name: string,
    help: string,
    labels: readonly string[],
    collect: (set: (labels: Record<string, string>, value: number) => void) => void | Promise<void>,
  ): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      collect: () => {
        // What is not said any more is not shown any more.
        if (labels.length > 0) gauge.reset();
        return collect((by, value) => gauge.set(by, value));
      },
    });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, labelNames: string[]): QuickHistogram {
    return new QuickHistogram(this.registry, name, help, labelNames, secondsBuckets);
  }
}

@Controller('metrics')
export class MetricsController {
  readonly #metrics: Metrics;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.#metrics = metrics;
  }

  @Get()
  @ApiTags('Operations · 运维')
  @ApiOperation({ operationId: 'metrics', summary: 'Figures of the service for Prometheus · 运行指标' })
  @ApiResponse({ status: 200, description: 'In the text format of Prometheus', content: { 'text/plain': { schema: { type: 'string' } } } })
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    void reply.header('content-type', this.#metrics.registry.contentType).send(await this.#metrics.registry.metrics());
  }
}
