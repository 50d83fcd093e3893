import type { Language } from '@zongheng/kernel';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/http-problems.ts';
import { actorOf, languageOf } from '../http/request-headers.ts';
import { type Parameter, parametersOf } from './parameters.ts';

/** A Nest provider's class, abstract or not: what it is asked for by. */
export type Provided<T> = abstract new (...given: never[]) => T;

/** What every query's handler has at hand. */
export interface QueryContext {
  readonly language: Language;
  readonly actor: string;
  readonly correlationId: string;
  /** The id in the path, where the path has one: `customers/:id/statement`. */
  readonly id: string | undefined;
  /** A provider of the application, by its class. */
  get<T>(provided: Provided<T>): T;
}

export type Format = 'json' | 'csv';

/** A query as it came, with what all queries have taken out of its parameters. */
export interface QueryRequest extends QueryContext {
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly format: Format;
  /** The token of a command whose effect must be visible. */
  readonly token: { readonly text: string; readonly field: string } | null;
  readonly ifNoneMatch: string | undefined;
}

/** @throws ProblemError */
export function queryRequestOf(request: FastifyRequest, get: QueryContext['get']): QueryRequest {
  const { headers, correlationId } = request;
  const all = parametersOf(request.query);
  const plain = (name: string): string | undefined => all.find((parameter) => parameter.whole === name)?.text;
  const tokenHeader = headers['consistency-token'];
  const tokenParameter = plain('token');
  const id: unknown = (request.params as Readonly<Record<string, unknown>> | undefined)?.['id'];
  return {
    language: languageOf(headers),
    actor: actorOf(headers),
    correlationId,
    get,
    path: request.url.split('?')[0] ?? '',
    id: typeof id === 'string' ? id : undefined,
    parameters: all.filter(({ whole }) => whole !== 'token' && whole !== 'format'),
    format: formatOf(plain('format'), headers.accept),
    token:
      tokenParameter !== undefined
        ? { text: tokenParameter, field: 'token' }
        : typeof tokenHeader === 'string'
          ? { text: tokenHeader, field: 'Consistency-Token' }
          : null,
    ifNoneMatch: headers['if-none-match'],
  };
}

function formatOf(asked: string | undefined, accept: string | undefined): Format {
  if (asked === 'csv' || asked === 'json') return asked;
  if (asked !== undefined) throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'format is neither json nor csv', { field: 'format' });
  return accept !== undefined && /^\s*text\/csv\b/.test(accept) ? 'csv' : 'json';
}
