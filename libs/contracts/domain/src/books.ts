import { type BusinessDate, type Month, monthOf } from '@zongheng/kernel';
import type { Counted, Movement, Standing } from '@zongheng/contracts-events';
import { afterMoving, type CountedPiece, type Piece, piecesIn } from './schedule/pieces.ts';

/** Since which month a contract is counted by what. */
export interface Spell {
  readonly since: Month;
  readonly counted: Counted;
}

/** What a suspension holds back. */
export interface Held {
  readonly since: BusinessDate;
  readonly disposition: Movement['disposition'];
  readonly pieces: readonly Piece[];
}

/** A signed contract as its movements make it: how it stands, and every month of it. */
export interface Books {
  readonly standing: Standing;
  /** The first day of its first term. */
  readonly begins: BusinessDate;
  readonly pieces: readonly CountedPiece[];
  readonly held: Held | null;
  /** Oldest first; the first one reaches back without end. */
  readonly spells: readonly Spell[];
}

/** The books after one more movement; the first one signs the contract. */
export function booksAfter(books: Books | null, movement: Movement): Books {
  const { step, effective, after, out, in: entered, disposition } = movement;
  const pieces = afterMoving(books?.pieces ?? [], out, entered);
  const spell = { since: monthOf(effective), counted: countedIn(after) };
  if (!books) return { standing: after, begins: after.begins, pieces, held: null, spells: [spell] };
  const follows = step === 'assigned' || step === 'reclassified';
  return {
    standing: after,
    begins: books.begins,
    pieces,
    held:
      after.status !== 'suspended' ? null : step === 'suspended' ? { since: effective, disposition, pieces: piecesIn(out) } : books.held,
    spells: follows ? [...books.spells, spell] : books.spells,
  };
}

/** The books of a history; null where nothing was signed. */
export function booksOf(history: readonly Movement[]): Books | null {
  let books: Books | null = null;
  for (const movement of history) books = booksAfter(books, movement);
  return books;
}

/** What the months of a contract are counted by. */
export function countedIn({ customer, owner, unit, region, segment, opportunity, currency }: Standing): Counted {
  return { customer, owner, unit, region, segment, opportunity, currency };
}

/** Pieces with what their months are counted by: months of the past by what held then. */
export function countedBy(spells: readonly Spell[], pieces: readonly Piece[]): CountedPiece[] {
  return pieces.flatMap(({ line, part }) => {
    const spell = spells.findLast(({ since }) => since <= part.month) ?? spells[0];
    return spell ? [{ line, part, counted: spell.counted }] : [];
  });
}

/** The product line of the line with the greatest sum, the first among equals; of none, the one given. */
export function leadingProductLine(pieces: readonly Piece[], otherwise: string): string {
  const sums = new Map<string, { productLine: string; sum: number }>();
  for (const { line, part } of pieces) {
    const entry = sums.get(line.line) ?? { productLine: line.productLine, sum: 0 };
    entry.sum += part.amount;
    sums.set(line.line, entry);
  }
  let leading: { productLine: string; sum: number } | null = null;
  for (const entry of sums.values()) if (!leading || entry.sum > leading.sum) leading = entry;
  return leading?.productLine ?? otherwise;
}
