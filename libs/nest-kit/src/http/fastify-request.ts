import 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** From X-Correlation-Id, or made: the logs, the events and the answer name it. */
    correlationId: string;
  }
}
