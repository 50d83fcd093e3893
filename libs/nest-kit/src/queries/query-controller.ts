import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeQuery } from '../docs/describe-query.ts';
import { ApplicationProviders } from '../module/application-providers.ts';
import { queryRequestOf } from './query-request.ts';
import type { QueryRoute, QuerySources } from './query-route.ts';

/** The token of the sources that query routes are answered from. */
export const querySources = Symbol('query sources');

/** The controller of some query routes. */
export function queryControllerOf(name: string, routes: readonly QueryRoute[]): Type {
  @Controller('v1')
  class ContextQueries {
    readonly #sources: QuerySources;
    readonly #providers: ApplicationProviders;

    constructor(@Inject(querySources) sources: QuerySources, @Inject(ApplicationProviders) providers: ApplicationProviders) {
      this.#sources = sources;
      this.#providers = providers;
    }

    async answer(route: QueryRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const {
        status = 200,
        headers,
        text,
      } = await route.handle(
        queryRequestOf(request, (provided) => this.#providers.get(provided)),
        this.#sources,
      );
      void reply.code(status).headers(headers).send(text);
    }
  }
  Object.defineProperty(ContextQueries, 'name', { value: `${name}Queries` });
  for (const route of routes) addRoute(ContextQueries, route);
  return ContextQueries;
}

interface Answers {
  answer(route: QueryRoute, request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

function addRoute(controller: Type<Answers>, route: QueryRoute): void {
  const { prototype } = controller as { readonly prototype: object };
  const name = route.operationId;
  const value = function (this: Answers, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    return this.answer(route, request, reply);
  };
  const descriptor = { value, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  Get(route.path)(prototype, name, descriptor);
  describeQuery(prototype, name, descriptor, route);
}
