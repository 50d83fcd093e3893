import { hash } from 'node:crypto';
import { canonicalJson } from '@zongheng/kernel';
import { ProblemError } from '../http/http-problems.ts';
import { malformed, requireEpoch } from './moments.ts';
import type { ReadLog } from './read-progress.ts';

/** Where to go on in the answers of one query: opaque to whoever holds it, and good for that query alone. */
export interface CursorKind {
  /** What the query is: a cursor of another one is refused. */
  readonly query: unknown;
}

/** Writes a cursor. */
export function cursorText(log: ReadLog, of: CursorKind, place: unknown): string {
  return Buffer.from(JSON.stringify([log.epoch, fingerprint(of), place])).toString('base64url');
}

/** The place that a cursor names; what it is the caller must check. @throws ProblemError where it is malformed, of another query or epoch. */
export function placeOf(text: string, log: ReadLog, of: CursorKind): unknown {
  const parts = decoded(text);
  const [epoch, mark, place] = (Array.isArray(parts) ? parts : []) as readonly unknown[];
  if (typeof epoch !== 'string') throw malformed('cursor', 'is none that an answer gave');
  requireEpoch(epoch, log, 'cursor');
  if (mark !== fingerprint(of))
    throw new ProblemError('QUERY.CURSOR_FOREIGN', 'the cursor was given for other parameters', { field: 'cursor' });
  return place;
}

function fingerprint(of: CursorKind): string {
  return hash('sha256', canonicalJson(of.query), 'base64url').slice(0, 12);
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  } catch {
    return null;
  }
}
