import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { LogSummary } from '@zongheng/event-store-sqlite';
import { ProblemError } from '@zongheng/nest-kit';
import type { Urged } from '@zongheng/planning-api';
import type { DutyDone } from '@zongheng/policy';
import { Operations } from './operations.ts';

/** What the command line does to a running installation. It is no part of the published interface. */
@ApiExcludeController()
@Controller('v1/operations')
export class OperationsController {
  readonly #operations: Operations;

  constructor(@Inject(Operations) operations: Operations) {
    this.#operations = operations;
  }

  @Post('plan-reminders')
  @HttpCode(200)
  urge(): Promise<Urged> {
    return this.#operations.urge();
  }

  @Post('due')
  @HttpCode(200)
  async due(): Promise<{ readonly duties: readonly DutyDone[] }> {
    return { duties: await this.#operations.due() };
  }

  @Post('backup')
  @HttpCode(200)
  backup(@Body() body: { readonly file?: unknown } | undefined): Promise<LogSummary> {
    if (typeof body?.file !== 'string' || body.file === '') {
      throw new ProblemError('REQUEST.REFUSED', 'no file was named', { field: '/file' });
    }
    if (!existsSync(dirname(body.file)))
      throw new ProblemError('REQUEST.REFUSED', `there is no folder ${dirname(body.file)}`, { field: '/file' });
    return this.#operations.backup(body.file);
  }
}
