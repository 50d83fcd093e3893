import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Counts every request and logs it by its route: never by its URL, whose query may name a person. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics): void {
  const logger = new Logger('http');
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime * 1000) / 1000;
    metrics.requested(request.method, route, reply.statusCode, ms);
    const fields = { method: request.method, route, status: reply.statusCode, ms, correlationId: request.correlationId };
    if (reply.statusCode >= 500) logger.warn(fields, 'answered');
    else logger.debug(fields, 'answered');
    done();
  });
}
