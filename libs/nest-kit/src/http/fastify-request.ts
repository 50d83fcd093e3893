import type { Step } from '@zongheng/tracing';
import 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** From X-Correlation-Id, or made: the logs, the events and the answer name it. */
    correlationId: string;
    /** The step that the request is, in its caller's trace or one of its own. */
    step: Step | null;
  }
}
