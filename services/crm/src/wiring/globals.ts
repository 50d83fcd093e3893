import { type DynamicModule, Module } from '@nestjs/common';
import { CustomerSections, IdentityKeys } from '@zongheng/customers-api';
import { Rates, Trees } from '@zongheng/nest-kit';
import { EventLookup, JournalReaders, PastDocuments } from '@zongheng/projection';
import { Operations } from '../operations/operations.ts';
import { OperationsController } from '../operations/operations.controller.ts';
import { InstallationSections } from './sections.ts';

export interface Globals {
  readonly lookup: EventLookup;
  readonly journals: JournalReaders;
  readonly past: PastDocuments;
  readonly trees: Trees;
  readonly rates: Rates;
  readonly operations: Operations;
  readonly identityKeys: IdentityKeys;
}

/** What the contexts ask of the service that runs them, for every module. */
@Module({})
export class GlobalsModule {
  static of({ lookup, journals, past, trees, rates, operations, identityKeys }: Globals): DynamicModule {
    const provided = [
      { provide: EventLookup, useValue: lookup },
      { provide: JournalReaders, useValue: journals },
      { provide: PastDocuments, useValue: past },
      { provide: Trees, useValue: trees },
      { provide: Rates, useValue: rates },
      { provide: Operations, useValue: operations },
      { provide: IdentityKeys, useValue: identityKeys },
      { provide: CustomerSections, useValue: new InstallationSections() },
    ];
    return { module: GlobalsModule, global: true, controllers: [OperationsController], providers: provided, exports: provided };
  }
}
