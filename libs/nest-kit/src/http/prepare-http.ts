import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Catalogue } from '@zongheng/kernel';
import type { FastifyInstance } from 'fastify';
import type { ApiInfo } from '../docs/api-info.ts';
import { ApiDocument, documentedCatalogue } from '../docs/docs-controller.ts';
import { openApiOf } from '../docs/openapi.ts';
import { Metrics } from '../operations/metrics.ts';
import { observeRequests } from '../operations/request-log.ts';
import { traceRequests } from '../operations/request-trace.ts';
import { bodyBytesMax, ProblemError } from './http-problems.ts';
import { jsonOf, textOf } from './json-body.ts';
import { ndjsonType } from './ndjson.ts';
import { ProblemFilter } from './problem-filter.ts';
import { correlationIdIn, newCorrelationId } from './request-headers.ts';
import { RouteTable } from './route-table.ts';

/**
 * Readies an application for HTTP; before its `init`. The application is created with `bodyParser: false` over `httpAdapter()`.
 * @param info what its documentation says of it; nothing where it documents nothing
 */
export function prepareHttp(app: NestFastifyApplication, info?: ApiInfo): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const routes = app.get(RouteTable);
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  addCorrelation(fastify);
  traceRequests(fastify);
  refuseWhileStopping(fastify);
  addParsers(fastify);
  observeRequests(fastify, app.get(Metrics));
  app.useGlobalFilters(app.get(ProblemFilter));
  if (info) app.get(ApiDocument).from(() => openApiOf(app, app.get<Catalogue>(documentedCatalogue), info));
}

function addCorrelation(fastify: FastifyInstance): void {
  fastify.decorateRequest('correlationId', '');
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = correlationIdIn(request.headers);
    request.correlationId = given ?? newCorrelationId();
    void reply.header('x-correlation-id', request.correlationId);
    done(given === null ? malformedCorrelationId() : undefined);
  });
}

/** What comes on open connections while the server ends what is under way. */
function refuseWhileStopping(fastify: FastifyInstance): void {
  let isStopping = false;
  fastify.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  fastify.addHook('onRequest', (_request, _reply, done) => {
    done(isStopping ? new ProblemError('SERVER.STOPPING', 'the server is stopping', { headers: { 'retry-after': '2' } }) : undefined);
  });
}

/** Made only where it is needed: an error takes longer to make than most requests to answer. */
function malformedCorrelationId(): ProblemError {
  return new ProblemError('REQUEST.HEADER_MALFORMED', 'X-Correlation-Id is not 1 to 128 printable ASCII characters without spaces', {
    field: 'X-Correlation-Id',
  });
}

/** JSON with its dangers looked for; NDJSON as a stream that its reader takes line by line. Nothing else is read. */
function addParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, bytes, done) => {
    try {
      done(null, bytes.length === 0 ? undefined : jsonOf(textOf(bytes)));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addContentTypeParser(ndjsonType, (_request, stream, done) => done(null, stream));
}
