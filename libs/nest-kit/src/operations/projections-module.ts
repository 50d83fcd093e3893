import { Body, Controller, type DynamicModule, Get, HttpCode, Inject, Module, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { EngineStatus, KeyOutcome, ParkedOfView, Projections } from '@zongheng/projection';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../http/http-problems.ts';
import { answerInLines } from './answer-in-lines.ts';

/** The projections of this service, and the names of the views it projects. */
class Projected {
  readonly projections: Projections;
  readonly views: readonly string[];

  constructor(projections: Projections, views: readonly string[]) {
    this.projections = projections;
    this.views = views;
  }

  /** @throws ProblemError for a view that is not projected here */
  known(view: string): string {
    if (this.views.includes(view)) return view;
    throw new ProblemError('REQUEST.NO_ROUTE', `there is no view ${view}; there are ${this.views.join(', ')}`);
  }
}

interface KeysBody {
  readonly keys?: readonly string[];
}

/** What is done to views by whoever operates them, in whichever service projects. It is no part of the published interface. */
@ApiExcludeController()
@Controller('v1/operations')
class ProjectionsController {
  readonly #projected: Projected;

  constructor(@Inject(Projected) projected: Projected) {
    this.#projected = projected;
  }

  @Get('views')
  status(): Promise<EngineStatus> {
    return this.#projected.projections.status();
  }

  @Post('views/:view/rebuild')
  @HttpCode(200)
  rebuild(@Param('view') view: string, @Body() body: { readonly force?: boolean } | undefined, @Res() reply: FastifyReply): void {
    const known = this.#projected.known(view);
    const force = body?.force === true;
    answerInLines(reply, async (onStep) => (await this.#projected.projections.rebuild([known], { force, onStep }))[0]);
  }

  @Post('views/:view/verify')
  @HttpCode(200)
  verify(@Param('view') view: string, @Res() reply: FastifyReply): void {
    const known = this.#projected.known(view);
    answerInLines(reply, (onStep) => this.#projected.projections.verify(known, onStep));
  }

  @Get('parked')
  parked(): Promise<readonly ParkedOfView[]> {
    return this.#projected.projections.parked();
  }

  @Post('parked/:view/retry')
  @HttpCode(200)
  retry(@Param('view') view: string, @Body() body: KeysBody | undefined): Promise<readonly KeyOutcome[]> {
    return this.#projected.projections.retry(this.#projected.known(view), body?.keys);
  }

  @Post('parked/:view/release')
  @HttpCode(200)
  release(@Param('view') view: string, @Body() body: KeysBody | undefined): Promise<readonly KeyOutcome[]> {
    return this.#projected.projections.release(this.#projected.known(view), body?.keys);
  }
}

/** Serves what is done to views. */
@Module({})
export class ProjectionsModule {
  static of(projections: Projections, views: readonly string[]): DynamicModule {
    return {
      module: ProjectionsModule,
      controllers: [ProjectionsController],
      providers: [{ provide: Projected, useValue: new Projected(projections, views) }],
    };
  }
}
