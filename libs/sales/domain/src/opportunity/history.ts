import type { BusinessDate } from '@zongheng/kernel';
import type { Cell, Movement, Reached } from '@zongheng/sales-events';
import { unspecifiedProductLine } from '../lines.ts';

/**
 * One movement of a deal as it counts today, corrections included: on this date it came to stand in this cell. What it left is the cell of
 * the entry before it.
 */
export interface HistoryEntry {
  readonly date: BusinessDate;
  readonly cell: Cell;
  /** Whether it entered the cell's stage for the first time. */
  readonly first: boolean;
  /** Stages it had entered before and went beyond with this movement, for the first time. */
  readonly reached: readonly string[];
}

/** A stage that the deal has entered: how it first did, and whether it has gone beyond since. */
export interface Passage {
  readonly entry: Reached;
  readonly beyond: boolean;
}

/** What a deal is counted by when it enters a stage. */
export function entryOf(cell: Cell): Reached {
  const { stage, since, customer, owner, unit, region, segment, source, lines } = cell;
  const productLine = lines[0]?.productLine ?? unspecifiedProductLine;
  return { stage, since, customer, owner, unit, region, segment, source, productLine };
}

/** The passages after one more entry. Closed stages are passages too, but nothing lies beyond them. */
export function passagesAfter(passages: readonly Passage[], { cell, first, reached }: HistoryEntry): readonly Passage[] {
  if (!first && reached.length === 0) return passages;
  const gone =
    reached.length === 0
      ? passages
      : passages.map((passage) => (reached.includes(passage.entry.stage) ? { entry: passage.entry, beyond: true } : passage));
  return first ? [...gone, { entry: entryOf(cell), beyond: cell.status !== 'open' }] : gone;
}

/** The movements of a history, whole, as the books hold them. */
export function movementsIn(history: readonly HistoryEntry[]): readonly Movement[] {
  const opened = history[0]?.date;
  if (opened === undefined) return [];
  const firsts = new Map<string, Reached>();
  let before: Cell | null = null;
  const movements: Movement[] = [];
  for (const entry of history) {
    movements.push(movementOf(entry, before, firsts, opened));
    if (entry.first) firsts.set(entry.cell.stage, entryOf(entry.cell));
    before = entry.cell;
  }
  return movements;
}

function movementOf(
  { date, cell, first, reached }: HistoryEntry,
  out: Cell | null,
  firsts: Map<string, Reached>,
  opened: BusinessDate,
): Movement {
  return { date, out, in: cell, first, reached: reached.flatMap((stage) => firsts.get(stage) ?? []), opened };
}

/** The entry that a movement puts into a history. */
export function entryIn(movement: {
  readonly date: BusinessDate;
  readonly in: Cell;
  readonly first: boolean;
  readonly reached: readonly Reached[];
}): HistoryEntry {
  const { date, in: cell, first, reached } = movement;
  return { date, cell, first, reached: reached.map(({ stage }) => stage) };
}
