import { canonicalJson } from '@zongheng/kernel';
import { type Cell, movementsOf, type OpportunityFact } from '@zongheng/sales-events';

/** What facts put into the books: on a date, so many (1 or -1) of a cell. */
export interface Posting {
  readonly date: string;
  readonly cell: string;
  readonly count: number;
}

/** All postings of some facts. */
export function postingsOf(facts: readonly OpportunityFact[]): readonly Posting[] {
  return facts
    .flatMap(movementsOf)
    .flatMap(({ sign, movement: { date, in: entered, out } }) => [
      ...(entered ? [{ date, cell: canonicalJson(entered), count: sign }] : []),
      ...(out ? [{ date, cell: canonicalJson(out), count: -sign }] : []),
    ]);
}

/** The books on a date: how often each cell counts, by the sum over all postings up to it. Zeros are left out. */
export function booksOn(postings: readonly Posting[], date: string): ReadonlyMap<string, number> {
  const books = new Map<string, number>();
  for (const posting of postings) {
    if (posting.date > date) continue;
    const now = (books.get(posting.cell) ?? 0) + posting.count;
    if (now === 0) books.delete(posting.cell);
    else books.set(posting.cell, now);
  }
  return books;
}

/** The one cell in which a deal counts on a date; null where it counts in none. @throws Error where the books are out of balance. */
export function cellIn(postings: readonly Posting[], date: string): Cell | null {
  const books = [...booksOn(postings, date)];
  const [held, ...others] = books;
  if (!held) return null;
  if (held[1] !== 1 || others.length > 0) {
    throw new Error(`out of balance on ${date}: ${books.map(([cell, count]) => `${count} × ${cell}`).join('\n')}`);
  }
  const cell: Cell = JSON.parse(held[0]);
  return cell;
}

/** The cell in which some facts leave a deal on a date. */
export function cellAt(facts: readonly OpportunityFact[], date: string): Cell | null {
  return cellIn(postingsOf(facts), date);
}
