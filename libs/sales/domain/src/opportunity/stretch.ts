import type { HistoryEntry } from './history.ts';
import type { BusinessDate } from '@zongheng/kernel';
import type { Cell } from '@zongheng/sales-events';

/** How a stretch of a history is put right: which cells belong to it, and what they become. */
export interface Repair {
  /** Whether two cells agree in what is wrong: the stretch goes on as long as they do. */
  same(one: Cell, other: Cell): boolean;
  put(cell: Cell): Cell;
}

/** The cell that held at the end of a date on or after the opening. */
export function cellOn(history: readonly HistoryEntry[], date: BusinessDate): Cell | null {
  return history[lastOn(history, date)]?.cell ?? null;
}

function lastOn(history: readonly HistoryEntry[], date: BusinessDate): number {
  let last = history.length - 1;
  while (last > 0 && (history[last]?.date ?? date) > date) last -= 1;
  return last;
}

/**
 * A history put right since a date: what held at the end of that date is repaired from then on, until it was next recorded to change. Where
 * it held from before the date, a movement of its own is put in on the date: no other fact made the change.
 */
export function repairedSince(history: readonly HistoryEntry[], since: BusinessDate, { same, put }: Repair): readonly HistoryEntry[] {
  const last = lastOn(history, since);
  const wrong = history[last]?.cell;
  if (!wrong || same(put(wrong), wrong)) return history;
  const belongs = (index: number): boolean => same(history[index]?.cell ?? wrong, wrong);
  const isOnDate = (index: number): boolean => history[index]?.date === since;
  let from = last + 1;
  while (from > 0 && isOnDate(from - 1) && belongs(from - 1)) from -= 1;
  let until = last + 1;
  while (until < history.length && belongs(until)) until += 1;
  const before = history[from - 1];
  return [
    ...history.slice(0, from),
    ...(before && belongs(from - 1) ? [{ date: since, cell: put(before.cell), first: false, reached: [] }] : []),
    ...history.slice(from, until).map((entry) => ({ ...entry, cell: put(entry.cell) })),
    ...history.slice(until),
  ];
}
