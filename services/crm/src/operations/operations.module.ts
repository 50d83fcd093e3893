import { type DynamicModule, Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.ts';
import { Operations } from './operations.ts';

/** What the command line does to an installation that runs. */
@Module({})
export class OperationsModule {
  static of(operations: Operations): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsController],
      providers: [{ provide: Operations, useValue: operations }],
    };
  }
}
