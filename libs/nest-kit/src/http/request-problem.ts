import { HttpException } from '@nestjs/common';
import { StoreError } from '@zongheng/event-store';
import { ReadStoreError } from '@zongheng/read-store';
import { bodyBytesMax, type HttpProblemCode, ProblemError } from './http-problems.ts';

/** What Fastify's own errors are called here, and the words for what was found. */
const fastifyProblems: Readonly<Record<string, readonly [HttpProblemCode, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['REQUEST.UNSUPPORTED_MEDIA_TYPE', 'the Content-Type is not one that is read here'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['REQUEST.TOO_LARGE', `the body has more than ${bodyBytesMax} bytes`],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['REQUEST.MALFORMED_JSON', 'the body is not as long as Content-Length says'],
  FST_ERR_BAD_URL: ['REQUEST.URL_MALFORMED', 'the URL is not percent-encoded as it should be'],
  FST_ERR_MAX_PARAM_LENGTH: ['REQUEST.URL_TOO_LONG', 'a part of the path is too long'],
  FST_ERR_ASYNC_CONSTRAINT: ['REQUEST.REFUSED', 'the request cannot be routed'],
};

/** Nest wraps some of them, and keeps the status alone. */
const statusProblems: Readonly<Record<number, readonly [HttpProblemCode, string]>> = {
  404: ['REQUEST.NO_ROUTE', 'there is nothing at this address'],
  413: ['REQUEST.TOO_LARGE', `the body has more than ${bodyBytesMax} bytes`],
  415: ['REQUEST.UNSUPPORTED_MEDIA_TYPE', 'the Content-Type is not one that is read here'],
};

/** The problem that an error stands for; null for one that nobody expected: that one is logged, and answered without its words. */
export function problemOfError(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreError) return storeProblem(error);
  if (error instanceof ReadStoreError) return readStoreProblem(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : fastifyProblems[code];
  if (known) return new ProblemError(...known);
  const status = statusOf(error);
  const byStatus = status === undefined ? undefined : statusProblems[status];
  if (byStatus) return new ProblemError(...byStatus);
  if (status !== undefined && status >= 400 && status < 500)
    return new ProblemError('REQUEST.REFUSED', `the request was refused with status ${status}`);
  return null;
}

function storeProblem(error: StoreError): ProblemError | null {
  // What a store cannot take as it is given is our own slip.
  if (error.code === 'STORE.INVALID') return null;
  if (error.code === 'STORE.TOO_LARGE') return new ProblemError('REQUEST.TOO_LARGE', error.message);
  return new ProblemError('STORE.UNAVAILABLE', error.message, { headers: { 'retry-after': '2' } });
}

/** A build that is being filled or swapped, a disk that is full: all of it passes, or is told by readiness. Anything else is our own slip. */
function readStoreProblem(error: ReadStoreError): ProblemError | null {
  if (error.code === 'READ_STORE.QUERY' || error.code === 'READ_STORE.CONTENT' || error.code === 'READ_STORE.SPEC') return null;
  return new ProblemError('READ.VIEW_STOPPED', error.message, { headers: { 'retry-after': '2' } });
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
