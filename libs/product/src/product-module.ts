import { type DynamicModule, Module } from '@nestjs/common';
import { contractsModule } from '@zongheng/contracts-api';
import { CustomerSections, customersModule, IdentityKeys } from '@zongheng/customers-api';
import { type ApiInfo, type ContextModule, KitModule, type KitOptions, Rates, Trees } from '@zongheng/nest-kit';
import { organisationModule } from '@zongheng/organisation-api';
import { planningModule } from '@zongheng/planning-api';
import { EventLookup, JournalReaders, PastDocuments } from '@zongheng/projection';
import { receivablesModule } from '@zongheng/receivables-api';
import { salesModule } from '@zongheng/sales-api';
import { importsModule } from './imports/imports.module.ts';
import { InstallationSections } from './sections.ts';

/** Every context of the product, in the order of its documentation. */
export const contexts: readonly ContextModule[] = [
  organisationModule,
  customersModule,
  salesModule,
  contractsModule,
  planningModule,
  receivablesModule,
  importsModule,
];

export const apiInfo: ApiInfo = {
  title: 'Zongheng 纵横',
  version: '1',
  description:
    'An event-sourced CRM core: commands are recorded as events, figures are sums over them, as of any business date and any recorded moment. · 以事件溯源的客户关系管理核心。',
};

/** What the contexts ask of the service that runs them. */
export interface ProductParts {
  readonly lookup: EventLookup;
  readonly journals: JournalReaders;
  readonly past: PastDocuments;
  readonly trees: Trees;
  readonly rates: Rates;
  readonly identityKeys: IdentityKeys;
}

/** All contexts over the kit, with the routes that the service serves. What a service has besides, it imports beside this. */
@Module({})
export class ProductModule {
  static of(kit: KitOptions, parts: ProductParts): DynamicModule {
    const served = contexts.map((context) => context.serving(kit.serves ?? 'all'));
    return { module: ProductModule, imports: [KitModule.forRoot(kit), PartsModule.of(parts), ...served] };
  }
}

@Module({})
class PartsModule {
  static of({ lookup, journals, past, trees, rates, identityKeys }: ProductParts): DynamicModule {
    const provided = [
      { provide: EventLookup, useValue: lookup },
      { provide: JournalReaders, useValue: journals },
      { provide: PastDocuments, useValue: past },
      { provide: Trees, useValue: trees },
      { provide: Rates, useValue: rates },
      { provide: IdentityKeys, useValue: identityKeys },
      { provide: CustomerSections, useValue: new InstallationSections() },
    ];
    return { module: PartsModule, global: true, providers: provided, exports: provided };
  }
}
