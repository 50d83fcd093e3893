import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { LogSummary } from '@zongheng/event-store-sqlite';
import { ProblemError } from '@zongheng/nest-kit';
import type { Urged } from '@zongheng/planning-api';
import type { DutyDone } from '@zongheng/policy';
import type { EngineStatus, KeyOutcome, ParkedOfView } from '@zongheng/projection';
import type { FastifyReply } from 'fastify';
import { Operations } from './operations.ts';

interface KeysBody {
  readonly keys?: readonly string[];
}

/** What the command line does to a running installation. It is no part of the published interface. */
@ApiExcludeController()
@Controller('v1/operations')
export class OperationsController {
  readonly #operations: Operations;

  constructor(@Inject(Operations) operations: Operations) {
    this.#operations = operations;
  }

  @Get('views')
  status(): Promise<EngineStatus> {
    return this.#operations.projections.status();
  }

  @Post('views/:view/rebuild')
  @HttpCode(200)
  rebuild(@Param('view') view: string, @Body() body: { readonly force?: boolean } | undefined, @Res() reply: FastifyReply): void {
    const force = body?.force === true;
    answerInLines(reply, async (onStep) => (await this.#operations.projections.rebuild([this.#known(view)], { force, onStep }))[0]);
  }

  @Post('views/:view/verify')
  @HttpCode(200)
  verify(@Param('view') view: string, @Res() reply: FastifyReply): void {
    answerInLines(reply, (onStep) => this.#operations.projections.verify(this.#known(view), onStep));
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

  @Get('parked')
  parked(): Promise<readonly ParkedOfView[]> {
    return this.#operations.projections.parked();
  }

  @Post('parked/:view/retry')
  @HttpCode(200)
  retry(@Param('view') view: string, @Body() body: KeysBody | undefined): Promise<readonly KeyOutcome[]> {
    return this.#operations.projections.retry(this.#known(view), body?.keys);
  }

  @Post('parked/:view/release')
  @HttpCode(200)
  release(@Param('view') view: string, @Body() body: KeysBody | undefined): Promise<readonly KeyOutcome[]> {
    return this.#operations.projections.release(this.#known(view), body?.keys);
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

  #known(view: string): string {
    if (this.#operations.views.includes(view)) return view;
    throw new ProblemError('REQUEST.NO_ROUTE', `there is no view ${view}; there are ${this.#operations.views.join(', ')}`);
  }
}

/** Lines of NDJSON: how far it is, at most five times a second, and last what came of it, or why it failed. */
function answerInLines(reply: FastifyReply, work: (onStep: (done: number, total: number) => void) => Promise<unknown>): void {
  const lines = new Readable({ read: () => undefined });
  const say = (line: object): void => void lines.push(`${JSON.stringify(line)}\n`);
  let last = 0;
  const onStep = (done: number, total: number): void => {
    const now = performance.now();
    if (now - last < 200) return;
    last = now;
    say({ done, total });
  };
  void work(onStep)
    .then((result) => say({ result }))
    .catch((error: unknown) => say({ error: error instanceof Error ? error.message : String(error) }))
    .finally(() => lines.push(null));
  void reply.header('content-type', 'application/x-ndjson').send(lines);
}
