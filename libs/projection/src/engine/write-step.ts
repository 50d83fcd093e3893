import { beginStep } from '@zongheng/tracing';

/** Does a write of a build as a step of the batch that it stores; a write that is of no batch, or of one without a trace, is none. */
export function asStep<T>(
  build: string,
  traceparent: string | undefined,
  says: { readonly [what: string]: number },
  write: Promise<T>,
): Promise<T> {
  if (traceparent === undefined) return write;
  return beginStep('write', { parent: traceparent, kind: 'asking', says: { 'crm.build': build, ...says } }).during(write);
}
