import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeQuery } from '../docs/describe-query.ts';
import { type Provided, type QueryContext, queryRequestOf } from './query-request.ts';
import type { QueryRoute, QuerySources } from './query-route.ts';

/** The token of the sources that query routes are answered from. */
export const querySources = Symbol('query sources');

/** The controller of some query routes. */
export function queryControllerOf(name: string, routes: readonly QueryRoute[]): Type {
  @Controller('v1')
  class ContextQueries {
    readonly #sources: QuerySources;
    readonly #get: QueryContext['get'];

    constructor(@Inject(querySources) sources: QuerySources, @Inject(ModuleRef) module: ModuleRef) {
      this.#sources = sources;
      const found = new Map<unknown, unknown>();
      this.#get = <T>(provided: Provided<T>): T => {
        if (!found.has(provided)) found.set(provided, module.get(provided, { strict: false }));
        return found.get(provided) as T;
      };
    }

    async answer(route: QueryRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { status = 200, headers, text } = await route.handle(queryRequestOf(request, this.#get), this.#sources);
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
