import type { PageEnd } from '@zongheng/read-store';
import { malformed } from './moments.ts';

/** The end of a page sorted by a text, out of the place that a cursor names; null on the first page. @throws ProblemError where it is none. */
export function pageEndOf(place: unknown): PageEnd | null {
  if (place === null) return null;
  const { value, key } = (typeof place === 'object' ? place : {}) as { readonly value?: unknown; readonly key?: unknown };
  if (typeof value !== 'string' || typeof key !== 'string' || key === '') throw malformed('cursor', 'is none that an answer gave');
  return { value, key };
}
