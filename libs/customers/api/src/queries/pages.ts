import { ProblemError } from '@zongheng/nest-kit';

/** Where a further page of a list begins that is at hand whole; 0 for the first. @throws ProblemError where no answer said so. */
export function startOf(place: unknown): number {
  if (place === null) return 0;
  if (typeof place === 'number' && Number.isSafeInteger(place) && place >= 0) return place;
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', 'cursor is none that an answer gave', { field: 'cursor' });
}

/** So many of a list from there on, and where the next page begins; null after the last. */
export function pageFrom<Item>(
  items: readonly Item[],
  start: number,
  limit: number,
): { readonly shown: readonly Item[]; readonly next: number | null } {
  const shown = items.slice(start, start + limit);
  const end = start + shown.length;
  return { shown, next: end < items.length ? end : null };
}
