import type { Anchors } from './anchors.ts';
import type { JournalBody } from './body.ts';
import type { Main } from './compaction.ts';
import { type Choice, type CodeFilter, dateFilter } from './filters.ts';
import { postingsCount } from './postings.ts';
import { dateColumn } from './layout.ts';
import type { PositionBound, Step } from './scan.ts';
import type { Table } from './table.ts';

/** Reading a row by its number costs about so many times what passing over one in a column does. */
const readCost = 4;

/** What is to be read for a sum, and about how many rows will pass. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly rows: number;
}

/** Some rows of a table, to be added or taken away. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
}

/**
 * The cheapest steps to the sum of the rows chosen. `columns`: what is grouped by; `everyRow`: the rows themselves are wanted, no cells of
 * an anchor.
 */
export function planSum(body: JournalBody, choice: Choice, columns: readonly number[], everyRow: boolean): Plan {
  if (!choice.filters) return { steps: [], rows: 0 };
  const filters = body.main ? bySelectivity(choice.filters, body.main.rows) : choice.filters;
  const chosen: Choice = { ...choice, filters };
  const steps = [...(body.main ? mainSteps(body.main, chosen, columns, everyRow) : []), ...deltaSteps(body, chosen)];
  return { steps, rows: steps.reduce((sum, { from, to }) => sum + (to - from), 0) * (filters[0]?.share ?? 1) };
}

/** The steps that hand on the rows chosen themselves, those of the body from a row on, in order. */
export function planRows(
  body: JournalBody,
  choice: Choice,
  first: number,
): { readonly main: Step | null; readonly delta: readonly Step[] } {
  if (!choice.filters) return { main: null, delta: [] };
  const filters = body.main ? bySelectivity(choice.filters, body.main.rows) : choice.filters;
  const chosen: Choice = { ...choice, filters };
  if (!body.main) return { main: null, delta: deltaSteps(body, chosen) };
  const { from, to } = rangeOf(body.main, chosen);
  const main = rowStep(body.main, chosen, { from: Math.max(from, first), to, sign: 1 });
  // Postings of several codes are ascending each, but not together.
  const isInOrder = !main.posted || main.posted.codes.length === 1;
  return { main: isInOrder ? main : { ...main, posted: null }, delta: deltaSteps(body, chosen) };
}

/** The number of rows before a day. */
export function rowBefore({ days, dayStarts, rows }: Main, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return dayStarts[low] ?? rows.rows;
}

function rangeOf(main: Main, { fromDay, toDay }: Choice): { readonly from: number; readonly to: number } {
  return { from: rowBefore(main, fromDay), to: rowBefore(main, toDay + 1) };
}

/** The filters with the part of the rows that they let pass, counted where that is quick, the smallest first. */
function bySelectivity(filters: readonly CodeFilter[], rows: Table): CodeFilter[] {
  const counted = filters.map((filter) => {
    const postings = rows.postings[filter.column];
    return postings && filter.codes ? { ...filter, share: postingsCount(postings, filter.codes) / rows.rows } : filter;
  });
  return counted.sort((one, other) => one.share - other.share);
}

function mainSteps(main: Main, choice: Choice, columns: readonly number[], everyRow: boolean): readonly Step[] {
  const { from, to } = rangeOf(main, choice);
  if (from >= to) return [];
  const direct = [rowStep(main, choice, { from, to, sign: 1 })];
  const filtered = (choice.filters ?? []).map(({ column }) => column);
  if (everyRow || choice.after >= 0 || filtered.includes(dateColumn)) return direct;
  const needed = [...columns, ...filtered];
  const serving = main.anchors.filter((anchors) => needed.every((column) => anchors.columns.includes(column)));
  const anchored = [...balanceSteps(main, serving, choice, to, 1), ...balanceSteps(main, serving, choice, from, -1)];
  return costOf(anchored) < costOf(direct) ? anchored : direct;
}

/** The cheapest way to the balance at a row: an anchor's cells, and the rows between it and there; or all rows before it. */
function balanceSteps(main: Main, serving: readonly Anchors[], choice: Choice, row: number, sign: 1 | -1): readonly Step[] {
  let best: readonly Step[] = row > 0 ? [rowStep(main, choice, { from: 0, to: row, sign })] : [];
  let bestCost = costOf(best);
  for (const anchors of serving) {
    for (const anchor of nearest(anchors, row, choice.upTo)) {
      const steps = anchorSteps(main, anchors, anchor, choice, row, sign);
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

function anchorSteps(main: Main, anchors: Anchors, anchor: number, choice: Choice, row: number, sign: 1 | -1): Step[] {
  const at = anchors.rows[anchor] ?? 0;
  const cells = { from: anchors.ends[anchor - 1] ?? 0, to: anchors.ends[anchor] ?? 0, sign };
  const steps = [stepOver(anchors.cells, choice, cells, null)];
  if (row > at) steps.push(rowStep(main, choice, { from: at, to: row, sign }));
  if (row < at) steps.push(rowStep(main, choice, { from: row, to: at, sign: sign === 1 ? -1 : 1 }));
  return steps;
}

function rowStep(main: Main, choice: Choice, span: Span): Step {
  const { after, upTo } = choice;
  const isInside = after < main.lowestPosition && upTo >= main.highestPosition;
  return stepOver(main.rows, choice, span, isInside ? null : { column: main.rows.positions, after, upTo, zones: main });
}

function stepOver(table: Table, { filters }: Choice, span: Span, bound: PositionBound | null): Step {
  const first = filters?.[0];
  const postings = first && table.postings[first.column];
  const posted = postings && first.codes && first.share * readCost < 1 ? { postings, codes: first.codes } : null;
  return { ...span, table, filters: filters ?? [], posted, bound };
}

function deltaSteps({ delta, dictionaries }: JournalBody, choice: Choice): Step[] {
  if (delta.length === 0) return [];
  const filters = [...dateFilter(dictionaries, choice), ...(choice.filters ?? [])];
  const { after, upTo } = choice;
  return delta.map((table) => {
    const bound = { column: table.positions, after, upTo, zones: null };
    return { table, from: 0, to: table.rows, sign: 1, filters, posted: null, bound };
  });
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
