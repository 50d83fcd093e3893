import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue } from '@zongheng/kernel';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../http/http-problems.ts';
import { ProblemTable } from '../http/problem-table.ts';
import { jsonType } from '../queries/answer.ts';
import { apiPage } from './api-page.ts';
import { eventsPage, problemPage, problemsPage } from './pages.ts';

/** The OpenAPI document, made when first asked for: by then all routes are there. */
export class ApiDocument {
  #make: (() => OpenAPIObject) | null = null;
  #made: OpenAPIObject | null = null;

  /** Says how it is made. */
  from(make: () => OpenAPIObject): void {
    this.#make = make;
  }

  /** @throws Error where the application was not prepared for HTTP. */
  get(): OpenAPIObject {
    if (!this.#make) throw new Error('no document: prepare the application by prepareHttp');
    this.#made ??= this.#make();
    return this.#made;
  }
}

/** The token of the catalogue whose events are documented. */
export const documentedCatalogue = Symbol('documented catalogue');

const htmlType = 'text/html; charset=utf-8';

@Controller()
@ApiExcludeController()
export class DocsController {
  readonly #document: ApiDocument;
  readonly #problems: ProblemTable;
  readonly #catalogue: Catalogue;

  constructor(
    @Inject(ApiDocument) document: ApiDocument,
    @Inject(ProblemTable) problems: ProblemTable,
    @Inject(documentedCatalogue) catalogue: Catalogue,
  ) {
    this.#document = document;
    this.#problems = problems;
    this.#catalogue = catalogue;
  }

  @Get()
  root(@Res() reply: FastifyReply): void {
    void reply.redirect('/docs', 302);
  }

  @Get('openapi.json')
  openApi(@Res() reply: FastifyReply): void {
    void reply.header('content-type', jsonType).send(JSON.stringify(this.#document.get()));
  }

  @Get('docs')
  api(@Res() reply: FastifyReply): void {
    void reply.header('content-type', htmlType).send(apiPage(this.#document.get()));
  }

  @Get('docs/events')
  events(@Res() reply: FastifyReply): void {
    void reply.header('content-type', htmlType).send(eventsPage(this.#catalogue));
  }

  @Get('docs/problems')
  problems(@Res() reply: FastifyReply): void {
    void reply.header('content-type', htmlType).send(problemsPage(this.#problems));
  }

  @Get('docs/problems/:code')
  problem(@Param('code') code: string, @Res() reply: FastifyReply): void {
    const page = problemPage(this.#problems, code);
    if (page === null) throw new ProblemError('READ.NOT_FOUND', `there is no problem ${code.slice(0, 80)}`, { field: 'code' });
    void reply.header('content-type', htmlType).send(page);
  }
}
