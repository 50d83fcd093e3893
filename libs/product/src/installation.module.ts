import { Controller, type DynamicModule, Get, Inject, Module } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Founding } from './founding.ts';

const installation = Symbol('installation');

/** What the command line asks before it sends anything: which time zone business dates are in, for one. */
@ApiExcludeController()
@Controller('v1/operations/installation')
class InstallationController {
  readonly #founding: Founding;

  constructor(@Inject(installation) founding: Founding) {
    this.#founding = founding;
  }

  @Get()
  tell(): Founding {
    return this.#founding;
  }
}

/** Tells what the installation was founded with. */
@Module({})
export class InstallationModule {
  static of(founding: Founding): DynamicModule {
    return {
      module: InstallationModule,
      controllers: [InstallationController],
      providers: [{ provide: installation, useValue: founding }],
    };
  }
}
