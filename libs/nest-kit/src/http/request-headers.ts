import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isPlainId, type Language } from '@zongheng/kernel';
import { isIdempotencyKey } from '../commands/identity.ts';
import { ProblemError } from './http-problems.ts';

type Headers = FastifyRequest['headers'];

/** Who acts where nobody says: until authentication is configured the server is bound to loopback, and believes `X-Actor`. */
export const localActor = 'local';

/** @throws ProblemError where X-Actor is no id. */
export function actorOf(headers: Headers): string {
  const actor = headers['x-actor'];
  if (actor === undefined) return localActor;
  if (typeof actor === 'string' && isPlainId(actor)) return actor;
  throw new ProblemError('REQUEST.HEADER_MALFORMED', 'X-Actor is no id', { field: 'X-Actor' });
}

const correlationPattern = /^[\x21-\x7e]{1,128}$/;

/** The correlation id that a request brings; undefined where it brings none, null where it is malformed. */
export function correlationIdIn(headers: Headers): string | undefined | null {
  const given = headers['x-correlation-id'];
  if (given === undefined) return undefined;
  return typeof given === 'string' && correlationPattern.test(given) ? given : null;
}

export function newCorrelationId(): string {
  return randomUUID();
}

/** The key that names a command, with quotes around it or without; undefined where there is none. @throws ProblemError */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = typeof given === 'string' && given.length > 2 && given.startsWith('"') && given.endsWith('"') ? given.slice(1, -1) : given;
  if (typeof key === 'string' && isIdempotencyKey(key)) return key;
  throw new ProblemError('REQUEST.HEADER_MALFORMED', 'Idempotency-Key is not 1 to 200 printable ASCII characters without spaces', {
    field: 'Idempotency-Key',
  });
}

/** With the quotes that an ETag has, or without: people leave them out. */
export const revisionPattern = /^(?:"(0|[1-9][0-9]{0,14})"|(0|[1-9][0-9]{0,14}))$/;

/** The revision in If-Match; undefined where there is none. @throws ProblemError */
export function ifMatchOf(headers: Headers): number | undefined {
  const given = headers['if-match'];
  if (given === undefined) return undefined;
  const [, quoted, plain] = revisionPattern.exec(given) ?? [];
  const revision = quoted ?? plain;
  if (revision !== undefined) return Number(revision);
  throw new ProblemError('REQUEST.HEADER_MALFORMED', 'If-Match is not one revision in quotes, as ETag gives it: "3"', {
    field: 'If-Match',
  });
}

/** The language of labels: the first of zh and en that Accept-Language prefers; en where it names neither. */
export function languageOf(headers: Headers): Language {
  const accepted = headers['accept-language'];
  if (accepted === undefined || accepted.length > 1000) return 'en';
  let best: { readonly language: Language; readonly weight: number } = { language: 'en', weight: 0 };
  for (const range of accepted.split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.startsWith('zh') ? 'zh' : tag.startsWith('en') ? 'en' : null;
    const weight = Number(/^\s*q=([0-9.]+)$/.exec(parameters.join(';'))?.[1] ?? '1');
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
