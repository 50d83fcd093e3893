import { shardCount } from '@zongheng/kernel';
import { ProblemError } from '../http/http-problems.ts';
import type { ReadLog } from './read-progress.ts';

/** What a command's token says: a position that a shard must have reached. */
export interface Token {
  readonly shard: number;
  readonly position: number;
}

const positionPattern = /^(0|[1-9][0-9]{0,14})$/;

/** `<epoch>.<position>`: a moment of the log. */
export function momentText(epoch: string, position: number): string {
  return `${epoch}.${position}`;
}

/** The position of a moment. @throws ProblemError where it is malformed, or of another epoch. */
export function positionOf(text: string, log: ReadLog, field: string): number {
  const cut = text.lastIndexOf('.');
  const position = text.slice(cut + 1);
  if (cut < 1 || !positionPattern.test(position)) throw malformed(field, 'is no position as an answer gives it: <epoch>.<position>');
  requireEpoch(text.slice(0, cut), log, field);
  return Number(position);
}

/** The token of a command: `<epoch>.<shard>.<position>`. @throws ProblemError */
export function tokenOf(text: string, log: ReadLog, field: string): Token {
  const [position = '', shard = '', ...rest] = text.split('.').reverse();
  const epoch = rest.reverse().join('.');
  if (epoch === '' || !positionPattern.test(position) || !positionPattern.test(shard) || Number(shard) >= shardCount) {
    throw malformed(field, 'is no token as a command gives it: <epoch>.<shard>.<position>');
  }
  requireEpoch(epoch, log, field);
  return { shard: Number(shard), position: Number(position) };
}

/** @throws ProblemError where a position is of an earlier log: it means nothing in this one. */
export function requireEpoch(epoch: string, log: ReadLog, field: string): void {
  if (epoch === log.epoch) return;
  throw new ProblemError('READ.EPOCH_GONE', `${field} names the epoch ${epoch.slice(0, 60)}, the log is ${log.epoch}`, { field });
}

export function malformed(field: string, found: string): ProblemError {
  return new ProblemError('QUERY.PARAMETER_MALFORMED', `${field} ${found}`, { field });
}
