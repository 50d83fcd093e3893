import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { ReadStore } from '@zongheng/read-store';
import { BulkController } from '../bulk/bulk-controller.ts';
import { BulkLines } from '../bulk/bulk-line.ts';
import { CommandDispatcher } from '../bus/command-dispatcher.ts';
import { CommandRegistry } from '../bus/command-registry.ts';
import { HandlerCheck } from '../bus/handler-check.ts';
import { CommandRunner, type CommandRunnerOptions } from '../commands/command-runner.ts';
import { EventReading } from '../commands/event-reading.ts';
import { ApiDocument, DocsController, documentedCatalogue } from '../docs/docs-controller.ts';
import { EventStreams, streamedStore } from '../history/event-stream.ts';
import { History } from '../history/history.ts';
import { HistoryController, historyPaths } from '../history/history-controller.ts';
import { ProblemFilter } from '../http/problem-filter.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { RouteTable } from '../http/route-table.ts';
import { HealthController, Readiness } from '../operations/health.ts';
import { Metrics, MetricsController } from '../operations/metrics.ts';
import { querySources } from '../queries/query-controller.ts';
import type { QuerySources } from '../queries/query-route.ts';
import { readLogOf } from '../queries/read-log.ts';
import type { ReadProgress } from '../queries/read-progress.ts';
import { Reading } from '../queries/reading.ts';
import { ServedDocuments } from '../queries/served-documents.ts';
import { ApplicationProviders, ProvidersFollower } from './application-providers.ts';
import { Contexts } from './contexts.ts';
import { hasCommandRoutes, hasQueryRoutes, type Served } from './served.ts';
import { ViewWatch } from './view-watch.ts';

export interface KitOptions extends Omit<CommandRunnerOptions, 'finder' | 'meter' | 'providers'> {
  readonly readStore: ReadStore;
  /** Where the views stand; the projection engine keeps it. */
  readonly progress: ReadProgress;
  /** How long a query waits for what a token names, in milliseconds (2,000). */
  readonly patienceMs?: number;
  /** Which routes there are (all). */
  readonly serves?: Served;
  /** Where figures are counted; new ones where none are given. */
  readonly metrics?: Metrics;
}

/** What all contexts stand on: the bus, the pipeline, reading, history, the documentation. Once in a service. */
@Module({})
export class KitModule {
  static forRoot(options: KitOptions): DynamicModule {
    const { serves = 'all' } = options;
    const shared = [...registries(serves), ...sourcesOf(options)];
    return {
      module: KitModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [
        ...(hasCommandRoutes(serves) ? [BulkController] : []),
        ...(hasQueryRoutes(serves) ? [HistoryController] : []),
        HealthController,
        MetricsController,
        ...(serves === 'none' ? [] : [DocsController]),
      ],
      providers: [...shared, BulkLines, EventStreams, HandlerCheck, ViewWatch, ProvidersFollower],
      exports: shared,
    };
  }

  /** For a service that has no API of its own: whether it is well, its figures, and how it is operated. */
  static forOperations(metrics: Metrics, operated: readonly DynamicModule[] = []): DynamicModule {
    const providers = [ProblemTable, RouteTable, ProblemFilter, Readiness, { provide: Metrics, useValue: metrics }];
    return { module: KitModule, imports: [...operated], controllers: [HealthController, MetricsController], providers };
  }
}

function registries(served: Served): Provider[] {
  const routes = { provide: RouteTable, useFactory: () => routeTableOf(served) };
  return [CommandRegistry, Contexts, ProblemTable, routes, ProblemFilter, CommandDispatcher, ApiDocument, Readiness];
}

/** The kit's own routes that another service has; those of the contexts come with them. */
function routeTableOf(served: Served): RouteTable {
  const table = new RouteTable();
  if (!hasCommandRoutes(served)) table.addElsewhere('POST', '/v1/commands', 'commands');
  if (!hasQueryRoutes(served)) for (const path of historyPaths) table.addElsewhere('GET', path, 'queries');
  return table;
}

function sourcesOf(options: KitOptions): Provider[] {
  const { store, readStore, progress, time, catalogue, codec, patienceMs } = options;
  const metrics = options.metrics ?? new Metrics();
  const log = readLogOf(store);
  const documents = new ServedDocuments(readStore, progress);
  const providers = new ApplicationProviders();
  const reading = new Reading(log, progress, patienceMs === undefined ? {} : { patienceMs });
  const sources: QuerySources = { reading, documents, today: () => time.dateOf(time.now()) };
  return [
    { provide: CommandRunner, useValue: new CommandRunner({ ...options, finder: documents, meter: metrics, providers }) },
    { provide: History, useValue: new History(store, log, new EventReading(catalogue, codec), catalogue) },
    { provide: Metrics, useValue: metrics },
    { provide: ApplicationProviders, useValue: providers },
    { provide: Reading, useValue: reading },
    { provide: ServedDocuments, useValue: documents },
    { provide: querySources, useValue: sources },
    { provide: streamedStore, useValue: store },
    { provide: documentedCatalogue, useValue: catalogue },
  ];
}
