export const pageEventsDefault = 1_000;

/** The page size asked for. @throws RangeError for one that is no count. */
export function pageLimit(limit: number | undefined): number {
  if (limit === undefined) return pageEventsDefault;
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a page of ${limit} events: ask for one or more`);
  return limit;
}
