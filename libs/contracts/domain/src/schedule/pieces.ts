import { addDays, type BusinessDate, canonicalJson, divideHalfEven } from '@zongheng/kernel';
import type { Cell, ContractLine, Counted, MonthPart } from '@zongheng/contracts-events';
import { daysOf } from './term.ts';

/** What a line is, its months apart. */
export type LineTerms = Omit<ContractLine, 'months'>;

/** So much of a line in one month, or in a part of it, before it is said what it is counted by. */
export interface Piece {
  readonly line: LineTerms;
  readonly part: MonthPart;
}

/** A piece with what it is counted by. */
export interface CountedPiece extends Piece {
  readonly counted: Counted;
}

/** The pieces of a line. */
export function piecesOf({ months, ...line }: ContractLine): Piece[] {
  return months.map((part) => ({ line, part }));
}

/** The pieces of cells. */
export function piecesIn(cells: readonly Cell[]): CountedPiece[] {
  return cells.flatMap(({ lines, ...counted }) => lines.flatMap(piecesOf).map((piece) => ({ ...piece, counted })));
}

/** Pieces in whole cells: by what they are counted by, then by line, then by their days; each in the order in which it first comes. */
export function cellsOf(pieces: readonly CountedPiece[]): Cell[] {
  const cells = new Map<string, { counted: Counted; lines: Map<string, { line: LineTerms; months: MonthPart[] }> }>();
  for (const { counted, line, part } of pieces) {
    const cell = entryOf(cells, canonicalJson(counted), () => ({ counted, lines: new Map() }));
    entryOf(cell.lines, canonicalJson(line), () => ({ line, months: [] })).months.push(part);
  }
  return [...cells.values()].map(({ counted, lines }) => ({
    ...counted,
    lines: [...lines.values()].map(({ line, months }) => ({
      ...line,
      months: months.toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    })),
  }));
}

function entryOf<Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = fresh();
  map.set(key, value);
  return value;
}

/**
 * Parts pieces at a date: what lies before it, and what begins with it. A piece that it falls into is parted by days: what stays is its
 * exact share rounded once, half to even; both sum to the whole.
 */
export function cutAt<P extends Piece>(pieces: readonly P[], date: BusinessDate): { readonly kept: P[]; readonly gone: P[] } {
  const kept: P[] = [];
  const gone: P[] = [];
  for (const piece of pieces) {
    const { part } = piece;
    if (part.to < date) kept.push(piece);
    else if (part.from >= date) gone.push(piece);
    else {
      const before = { ...part, to: addDays(date, -1) };
      const amount = Number(divideHalfEven(BigInt(part.amount) * BigInt(daysOf(before)), BigInt(daysOf(part))));
      kept.push({ ...piece, part: { ...before, amount } });
      gone.push({ ...piece, part: { ...part, from: date, amount: part.amount - amount } });
    }
  }
  return { kept, gone };
}

/** The pieces of a contract after a movement: what leaves is cut off the pieces it stood in, what enters is added. @throws Error where it never stood there. */
export function afterMoving(pieces: readonly CountedPiece[], out: readonly Cell[], entered: readonly Cell[]): CountedPiece[] {
  const left = [...pieces];
  for (const gone of piecesIn(out)) {
    const at = left.findIndex((piece) => standsIn(gone, piece));
    const piece = left[at];
    if (!piece) throw new Error(`what leaves ${gone.part.month} never stood there`);
    const { from, amount } = piece.part;
    const rest = { ...piece.part, to: addDays(gone.part.from, -1), amount: amount - gone.part.amount };
    left.splice(at, 1, ...(gone.part.from === from ? [] : [{ ...piece, part: rest }]));
  }
  return [...left, ...piecesIn(entered)];
}

/** What leaves is a piece as it stands, or the end of one. */
function standsIn(gone: CountedPiece, piece: CountedPiece): boolean {
  return (
    piece.part.month === gone.part.month &&
    piece.part.from <= gone.part.from &&
    piece.part.to === gone.part.to &&
    piece.line.line === gone.line.line &&
    canonicalJson(piece.line) === canonicalJson(gone.line) &&
    canonicalJson(piece.counted) === canonicalJson(gone.counted)
  );
}

/** The sum of pieces, in minor units. */
export function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { part }) => sum + part.amount, 0);
}
