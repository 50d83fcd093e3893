import { beginStep } from '@zongheng/tracing';
import type { FastifyInstance } from 'fastify';

/** Makes every request a step of its caller's trace, where that names one in `traceparent`, named by its route: never by its URL, which may name a person. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('step', null);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const { traceparent } = request.headers;
    request.step = beginStep(`${method} ${route}`, {
      parent: typeof traceparent === 'string' ? traceparent : undefined,
      kind: 'serving',
      says: { 'http.request.method': method, 'http.route': route },
    });
    done();
  });
  fastify.addHook('onResponse', ({ step }, { statusCode }, done) => {
    step?.say({ 'http.response.status_code': statusCode });
    if (statusCode >= 500) step?.fail(`${statusCode}`);
    else step?.end();
    done();
  });
}
