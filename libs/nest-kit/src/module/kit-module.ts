import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { ReadStore } from '@zongheng/read-store';
import { CqrsModule } from '@nestjs/cqrs';
import { BulkController } from '../bulk/bulk-controller.ts';
import { BulkLines } from '../bulk/bulk-line.ts';
import { CommandDispatcher } from '../bus/command-dispatcher.ts';
import { CommandRegistry } from '../bus/command-registry.ts';
import { HandlerCheck } from '../bus/handler-check.ts';
import { CommandRunner, type CommandRunnerOptions } from '../commands/command-runner.ts';
import { ProblemFilter } from '../http/problem-filter.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { RouteTable } from '../http/route-table.ts';
import { querySources } from '../queries/query-controller.ts';
import type { QuerySources } from '../queries/query-route.ts';
import { Reading } from '../queries/reading.ts';
import { readLogOf } from '../queries/read-log.ts';
import type { ReadProgress } from '../queries/read-progress.ts';
import { ServedDocuments } from '../queries/served-documents.ts';

export interface KitOptions extends Omit<CommandRunnerOptions, 'finder'> {
  readonly readStore: ReadStore;
  /** Where the views stand; the projection engine keeps it. */
  readonly progress: ReadProgress;
  /** How long a query waits for what a token names, in milliseconds (2,000). */
  readonly patienceMs?: number;
}

/** What all contexts stand on: the bus, the pipeline, the table of problems. Once in a service. */
@Module({})
export class KitModule {
  static forRoot(options: KitOptions): DynamicModule {
    const { store, readStore, progress, time } = options;
    const documents = new ServedDocuments(readStore, progress);
    const reading = new Reading(readLogOf(store), progress, options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs });
    const sources: QuerySources = { reading, documents, today: () => time.dateOf(time.now()) };
    return {
      module: KitModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [BulkController],
      providers: [
        BulkLines,
        CommandRegistry,
        ProblemTable,
        RouteTable,
        ProblemFilter,
        CommandDispatcher,
        HandlerCheck,
        { provide: CommandRunner, useValue: new CommandRunner({ ...options, finder: documents }) },
        { provide: querySources, useValue: sources },
        { provide: Reading, useValue: reading },
        { provide: ServedDocuments, useValue: documents },
      ],
      exports: [
        CommandRegistry,
        ProblemTable,
        RouteTable,
        ProblemFilter,
        CommandDispatcher,
        CommandRunner,
        querySources,
        Reading,
        ServedDocuments,
      ],
    };
  }
}
