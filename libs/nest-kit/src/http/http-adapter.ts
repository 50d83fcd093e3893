import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import './fastify-request.ts';
import { bodyBytesMax, ProblemError } from './http-problems.ts';
import { sendProblem } from './problem-filter.ts';
import { ProblemTable } from './problem-table.ts';
import { newCorrelationId } from './request-headers.ts';
import { problemOfError } from './request-problem.ts';

/** Commands in bulk may come for hours. */
const requestTimeoutMs = 0;
/** Queries carry their filters in the URL, which counts as a header. */
const headerBytesMax = 65_536;

/** The Fastify under Nest, with its own errors in the form of all others: also those that come before any route or hook. */
export function httpAdapter(): FastifyAdapter {
  const problems = new ProblemTable();
  const problemOf = (error: unknown): ProblemError =>
    problemOfError(error) ?? new ProblemError('REQUEST.REFUSED', 'the request could not be read');
  return new FastifyAdapter({
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    http: { maxHeaderSize: headerBytesMax },
    // Its own answer has no code; prepareHttp gives one that has.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, request, problems.ofError(problemOf(error)));
    },
    clientErrorHandler: (error: Error & { readonly code?: string }, socket: Socket) => {
      answerRaw(socket, problems, clientProblem(error.code));
    },
  });
}

function clientProblem(code: string | undefined): ProblemError {
  if (code === 'HPE_HEADER_OVERFLOW') return new ProblemError('REQUEST.HEADERS_TOO_LARGE', 'the headers are too large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ProblemError('REQUEST.TIMEOUT', 'the request did not arrive whole in time');
  return new ProblemError('REQUEST.REFUSED', 'this is no HTTP request');
}

/** There is no reply yet where the request line or the headers cannot be read: the socket is all there is. */
function answerRaw(socket: Socket, problems: ProblemTable, error: ProblemError): void {
  if (!socket.writable) return;
  const problem = { ...problems.ofError(error), correlationId: newCorrelationId() };
  const body = JSON.stringify(problem);
  const head = [`HTTP/1.1 ${problem.status} ${problem.title}`, 'Content-Type: application/problem+json; charset=utf-8'];
  socket.end(`${[...head, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
}
