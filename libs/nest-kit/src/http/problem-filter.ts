import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from '@nestjs/common';
import { StoreError } from '@zongheng/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedQuery } from '../queries/refused-query.ts';
import { ProblemError } from './http-problems.ts';
import { type Problem, ProblemTable } from './problem-table.ts';
import { languageOf, newCorrelationId } from './request-headers.ts';
import { problemOfError } from './request-problem.ts';
import { RouteTable } from './route-table.ts';

/** Every error that leaves a handler becomes a problem; what nobody expected is logged whole and answered without its words. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('problem');
  readonly #problems: ProblemTable;
  readonly #routes: RouteTable;

  constructor(@Inject(ProblemTable) problems: ProblemTable, @Inject(RouteTable) routes: RouteTable) {
    this.#problems = problems;
    this.#routes = routes;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (error instanceof RefusedQuery) {
      sendProblem(reply, request, this.#problems.ofRefusal(error.refusal, languageOf(request.headers)));
      return;
    }
    const expected = this.#withMethod(problemOfError(error), request);
    if (expected && error instanceof StoreError)
      this.#logger.warn({ correlationId: request.correlationId, err: error }, 'the event store refused');
    if (!expected) this.#logger.error({ correlationId: request.correlationId, err: error }, 'a request failed unexpectedly');
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const problem = expected ?? new ProblemError('SERVER.INTERNAL', 'the server met something it did not expect');
    for (const [name, value] of Object.entries(problem.headers)) void reply.header(name, value);
    sendProblem(reply, request, this.#problems.ofError(problem, languageOf(request.headers)));
  }

  /** An address that exists, but not with this method. */
  #withMethod(problem: ProblemError | null, request: FastifyRequest): ProblemError | null {
    // Fastify takes exception to some methods before it looks for their route.
    if (problem?.code !== 'REQUEST.NO_ROUTE' && problem?.code !== 'REQUEST.REFUSED') return problem;
    const by = this.#routes.elsewhere(request.method, request.url);
    if (by !== null) {
      const found = `this service does not serve the ${by} of the installation`;
      return new ProblemError('REQUEST.SERVED_ELSEWHERE', found);
    }
    const allowed = this.#routes.allowed(request.url);
    if (allowed.length === 0 || allowed.includes(request.method)) return problem;
    return new ProblemError('REQUEST.METHOD_NOT_ALLOWED', `there is no ${request.method} at this address, but ${allowed.join(', ')}`, {
      headers: { allow: allowed.join(', ') },
    });
  }
}

/** Sends a problem with the request's correlation id. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): void {
  // Errors of the router come before the hook that gives a request its id.
  const correlationId = request.correlationId || newCorrelationId();
  void reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8');
  void reply.send(JSON.stringify({ ...problem, correlationId }));
}
