import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
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

export interface KitOptions extends CommandRunnerOptions {}

/** What all contexts stand on: the bus, the pipeline, the table of problems. Once in a service. */
@Module({})
export class KitModule {
  static forRoot(options: KitOptions): DynamicModule {
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
        { provide: CommandRunner, useValue: new CommandRunner(options) },
      ],
      exports: [CommandRegistry, ProblemTable, RouteTable, ProblemFilter, CommandDispatcher, CommandRunner],
    };
  }
}
