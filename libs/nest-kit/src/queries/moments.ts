import { ProblemError } from '../http/http-problems.ts';
import type { ReadLog } from './read-progress.ts';

/** What a command's token says: a position that a shard must have reached. */
export interface Token {
  readonly shard: number;
  readonly position: number;
}

const epoch = '[A-Za-z0-9_-]{1,64}';
const position = '(0|[1-9][0-9]{0,14})';

/** What moments and tokens look like, for the documentation. */
export const momentSchema = { type: 'string', pattern: `^${epoch}\\.${position}$` } as const;
export const tokenSchema = { type: 'string', pattern: `^${epoch}\\.([0-9]|[1-5][0-9]|6[0-3])\\.${position}$` } as const;

const moments = new RegExp(momentSchema.pattern);
const tokens = new RegExp(tokenSchema.pattern);

/** `<epoch>.<position>`: a moment of the log. */
export function momentText(epoch: string, position: number): string {
  return `${epoch}.${position}`;
}

/** The position of a moment. @throws ProblemError where it is malformed, or of another epoch. */
export function positionOf(text: string, log: ReadLog, field: string): number {
  if (!moments.test(text)) throw malformed(field, 'is no position as an answer gives it: <epoch>.<position>');
  const cut = text.lastIndexOf('.');
  requireEpoch(text.slice(0, cut), log, field);
  return Number(text.slice(cut + 1));
}

/** The token of a command: `<epoch>.<shard>.<position>`. @throws ProblemError */
export function tokenOf(text: string, log: ReadLog, field: string): Token {
  if (!tokens.test(text)) throw malformed(field, 'is no token as a command gives it: <epoch>.<shard>.<position>');
  const [place = '', shard = '', ...rest] = text.split('.').reverse();
  requireEpoch(rest.reverse().join('.'), log, field);
  return { shard: Number(shard), position: Number(place) };
}

/** @throws ProblemError where a position is of an earlier log: it means nothing in this one. */
export function requireEpoch(epoch: string, log: ReadLog, field: string): void {
  if (epoch === log.epoch) return;
  throw new ProblemError('READ.EPOCH_GONE', `${field} names the epoch ${epoch.slice(0, 60)}, the log is ${log.epoch}`, { field });
}

export function malformed(field: string, found: string): ProblemError {
  return new ProblemError('QUERY.PARAMETER_MALFORMED', `${field} ${found}`, { field });
}
