import type { Anchors, RollupColumns } from './anchors.ts';
import { type Choice, type CodeFilter, dateFilter } from './filters.ts';
import { postingsCount } from './postings.ts';
import { dateColumn } from './layout.ts';
import type { PositionBound, Step } from './scan.ts';
import { rowBefore, type SortedPart } from './sorted-part.ts';
import type { JournalState } from './state.ts';
import type { Table } from './table.ts';

/** Reading a row by its number costs about so many times what passing over one in a column does. */
const readCost = 4;

/** What is to be read for a sum, and about how many rows will pass. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly rows: number;
}

/** What is wanted of the rows chosen. */
export interface Wanted {
  /** The columns that are grouped by. */
  readonly columns: readonly number[];
  /** The measures that are summed. */
  readonly measures: readonly number[];
  /** Whether the rows themselves are wanted, no cells of an anchor. */
  readonly everyRow: boolean;
}

/** Some rows of a table, to be added or taken away. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
}

/**
 * The cheapest steps to the sum of the rows chosen.
 */
export function planSum(state: JournalState, choice: Choice, wanted: Wanted): Plan {
  const { filters } = choice;
  if (!filters) return { steps: [], rows: 0 };
  const inParts = state.parts.flatMap((part) => partSteps(part, bySelectivity(choice, filters, part), wanted));
  const steps = [...inParts, ...deltaSteps(state, choice)];
  return { steps, rows: steps.reduce((sum, { from, to, filters: [first] }) => sum + (to - from) * (first?.share ?? 1), 0) };
}

/** The step that hands on the rows chosen of a part themselves, from a row on, in order. */
export function planRows(part: SortedPart, choice: Choice, first: number): Step | null {
  if (!choice.filters) return null;
  const chosen = bySelectivity(choice, choice.filters, part);
  const { from, to } = rangeOf(part, chosen);
  const step = rowStep(part, chosen, { from: Math.max(from, first), to, sign: 1 });
  // Postings of several codes are ascending each, but not together.
  return !step.posted || step.posted.codes.length === 1 ? step : { ...step, posted: null };
}

/** The steps over what is not sorted. */
export function deltaSteps({ delta, dictionaries }: JournalState, choice: Choice): Step[] {
  if (delta.length === 0 || !choice.filters) return [];
  const filters = [...dateFilter(dictionaries, choice), ...choice.filters];
  const { after, upTo } = choice;
  return delta.map((table) => {
    const bound = { column: table.positions, after, upTo, zones: null };
    return { table, from: 0, to: table.rows, sign: 1, filters, posted: null, bound };
  });
}

function rangeOf(part: SortedPart, { fromDay, toDay }: Choice): { readonly from: number; readonly to: number } {
  return { from: rowBefore(part, fromDay), to: rowBefore(part, toDay + 1) };
}

/** The choice with the part of the rows that each filter lets pass, counted where that is quick, the smallest first. */
function bySelectivity(choice: Choice, filters: readonly CodeFilter[], { rows }: SortedPart): Choice {
  const counted = filters.map((filter) => {
    const postings = rows.postings[filter.column];
    return postings && filter.codes ? { ...filter, share: postingsCount(postings, filter.codes) / rows.rows } : filter;
  });
  return { ...choice, filters: counted.sort((one, other) => one.share - other.share) };
}

function partSteps(part: SortedPart, choice: Choice, wanted: Wanted): readonly Step[] {
  const { from, to } = rangeOf(part, choice);
  if (from >= to) return [];
  const direct = [rowStep(part, choice, { from, to, sign: 1 })];
  const filters = choice.filters ?? [];
  if (wanted.everyRow || choice.after >= 0 || filters.some(({ column }) => column === dateColumn)) return direct;
  const serving = part.anchors.filter(({ over }) => serves(over, filters, wanted));
  const anchored = [...balanceSteps(part, serving, choice, to, 1), ...balanceSteps(part, serving, choice, from, -1)];
  return costOf(anchored) < costOf(direct) ? anchored : direct;
}

/** Whether anchors tell apart what is grouped and filtered by, and leave out nothing that is asked for. */
function serves({ columns, where, measures }: RollupColumns, filters: readonly CodeFilter[], wanted: Wanted): boolean {
  return (
    wanted.columns.every((column) => columns.includes(column)) &&
    filters.every(({ column }) => columns.includes(column)) &&
    where.every(({ column, codes }) =>
      filters.some((filter) => filter.column === column && filter.codes?.every((code) => codes.includes(code))),
    ) &&
    (measures === null || wanted.measures.every((measure) => measures.includes(measure)))
  );
}

/** The cheapest way to the balance at a row: an anchor's cells, and the rows between it and there; or all rows before it. */
function balanceSteps(part: SortedPart, serving: readonly Anchors[], choice: Choice, row: number, sign: 1 | -1): readonly Step[] {
  let best: readonly Step[] = row > 0 ? [rowStep(part, choice, { from: 0, to: row, sign })] : [];
  let bestCost = costOf(best);
  for (const anchors of serving) {
    for (const anchor of nearest(anchors, row, choice.upTo)) {
      const steps = anchorSteps(part, anchors, anchor, choice, row, sign);
      const cost = costOf(steps);
      if (cost >= bestCost) continue;
      best = steps;
      bestCost = cost;
    }
  }
  return best;
}

/** The anchors nearest to a row, on both sides, that hold nothing learned later than asked for. */
function nearest({ rows, highest }: Anchors, row: number, upTo: number): number[] {
  const after = rows.findIndex((at) => at >= row);
  let before = after < 0 ? rows.length - 1 : after - 1;
  while (before >= 0 && (highest[before] ?? 0) > upTo) before -= 1;
  return [before, after].filter((anchor) => anchor >= 0 && (highest[anchor] ?? 0) <= upTo);
}

function anchorSteps(part: SortedPart, anchors: Anchors, anchor: number, choice: Choice, row: number, sign: 1 | -1): Step[] {
  const at = anchors.rows[anchor] ?? 0;
  const cells = { from: anchors.ends[anchor - 1] ?? 0, to: anchors.ends[anchor] ?? 0, sign };
  const steps = [stepOver(anchors.cells, choice, cells, null)];
  if (row > at) steps.push(rowStep(part, choice, { from: at, to: row, sign }));
  if (row < at) steps.push(rowStep(part, choice, { from: row, to: at, sign: sign === 1 ? -1 : 1 }));
  return steps;
}

function rowStep(part: SortedPart, choice: Choice, span: Span): Step {
  const { after, upTo } = choice;
  const isInside = after < part.lowestPosition && upTo >= part.highestPosition;
  return stepOver(part.rows, choice, span, isInside ? null : { column: part.rows.positions, after, upTo, zones: part });
}

function stepOver(table: Table, { filters }: Choice, span: Span, bound: PositionBound | null): Step {
  const first = filters?.[0];
  const postings = first && table.postings[first.column];
  const posted = postings && first.codes && first.share * readCost < 1 ? { postings, codes: first.codes } : null;
  return { ...span, table, filters: filters ?? [], posted, bound };
}

/** About how long steps take, in rows of a column passed over. */
function costOf(steps: readonly Step[]): number {
  let cost = 0;
  for (const { from, to, filters, posted } of steps) {
    const share = filters[0]?.share ?? 1;
    cost += (to - from) * (posted ? share * readCost : 1 + share * (readCost - 1));
  }
  return cost;
}
