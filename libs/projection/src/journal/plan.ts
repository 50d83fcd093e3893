import type { JournalBody } from './body.ts';
import type { Anchor, Anchors } from './anchors.ts';
import type { Main } from './compaction.ts';
import { dateFilter, type Choice, type CodeFilter } from './filters.ts';
import { postingsCount } from './postings.ts';
import type { PositionBound, Step } from './scan.ts';
import type { Table } from './table.ts';

/** Reading a row by its number costs about so many times what passing over one in a column does. */
const readCost = 4;

/** What is to be read for a sum, and about how many rows will pass. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly rows: number;
}

/**
 * The cheapest steps to the sum of the rows chosen. `columns`: what is grouped by; `everyRow`: the rows themselves are wanted, so that cells
 * of an anchor, which have neither a date nor a count of the rows behind them, do not serve.
 */
export function planSum(body: JournalBody, choice: Choice, columns: readonly number[], everyRow: boolean): Plan {
  if (!choice.filters) return { steps: [], rows: 0 };
  const filters = body.main ? bySelectivity(choice.filters, body.main.rows) : choice.filters;
  const share = filters[0]?.share ?? 1;
  const chosen: Choice = { ...choice, filters };
  const steps = [...(body.main ? mainSteps(body.main, chosen, columns, everyRow) : []), ...deltaSteps(body, chosen)];
  return { steps, rows: steps.reduce((sum, { from, to }) => sum + (to - from) * share, 0) };
}

/** The steps that hand on the rows chosen themselves, those of the body in order. */
export function planRows(body: JournalBody, choice: Choice, from: number): { readonly main: Step | null; readonly delta: readonly Step[] } {
  if (!choice.filters) return { main: null, delta: [] };
  const filters = body.main ? bySelectivity(choice.filters, body.main.rows) : choice.filters;
  const chosen: Choice = { ...choice, filters };
  const range = body.main && rangeOf(body.main, chosen);
  const main = body.main && range ? rowStep(body.main, chosen, Math.max(range.from, from), range.to, 1) : null;
  // Postings of several codes are ascending each, but not together.
  const inOrder = main?.posted && main.posted.codes.length > 1 ? { ...main, posted: null } : main;
  return { main: inOrder, delta: deltaSteps(body, chosen) };
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

function mainSteps(main: Main, choice: Choice, columns: readonly number[], everyRow: boolean): Step[] {
  const { from, to } = rangeOf(main, choice);
  if (from >= to) return [];
  const direct = [rowStep(main, choice, from, to, 1)];
  if (everyRow || choice.after >= 0) return direct;
  const needed = [...columns, ...(choice.filters ?? []).map(({ column }) => column)];
  const serving = main.anchors.filter((anchors) => needed.every((column) => anchors.columns.includes(column)));
  const anchored = [...balanceSteps(main, serving, choice, to, 1), ...balanceSteps(main, serving, choice, from, -1)];
  return costOf(anchored) < costOf(direct) ? anchored : direct;
}

/** The cheapest way to the balance at a row: an anchor's cells, and the rows between it and there; or all rows before it. */
function balanceSteps(main: Main, serving: readonly Anchors[], choice: Choice, row: number, sign: 1 | -1): readonly Step[] {
  let best: readonly Step[] = row > 0 ? [rowStep(main, choice, 0, row, sign)] : [];
  let bestCost = costOf(best);
  for (const { all } of serving) {
    for (const anchor of candidates(all, row, choice.upTo)) {
      const steps = anchorSteps(main, anchor, choice, row, sign);
      const cost = costOf(steps);
      if (cost >= bestCost) continue;
      best = steps;
      bestCost = cost;
    }
  }
  return best;
}

/** The anchors nearest to a row, on both sides, that hold nothing learned later than asked for. */
function candidates(all: readonly Anchor[], row: number, upTo: number): Anchor[] {
  const before = all.findLast((anchor) => anchor.row <= row && anchor.highest <= upTo);
  const after = all.find((anchor) => anchor.row >= row);
  return [before, after && after.highest <= upTo ? after : undefined].filter((anchor) => anchor !== undefined);
}

function anchorSteps(main: Main, anchor: Anchor, choice: Choice, row: number, sign: 1 | -1): Step[] {
  const { cells } = anchor;
  const steps: Step[] = [step(cells, choice, 0, cells.rows, sign, null)];
  if (row > anchor.row) steps.push(rowStep(main, choice, anchor.row, row, sign));
  if (row < anchor.row) steps.push(rowStep(main, choice, row, anchor.row, sign === 1 ? -1 : 1));
  return steps;
}

function rowStep(main: Main, choice: Choice, from: number, to: number, sign: 1 | -1): Step {
  const isInside = choice.after < main.lowestPosition && choice.upTo >= main.highestPosition;
  const { positions } = main.rows;
  return step(
    main.rows,
    choice,
    from,
    to,
    sign,
    isInside ? null : { column: positions, after: choice.after, upTo: choice.upTo, zones: main },
  );
}

function step(table: Table, { filters }: Choice, from: number, to: number, sign: 1 | -1, bound: PositionBound | null): Step {
  const first = filters?.[0];
  const postings = first && table.postings[first.column];
  const posted = postings && first.codes && first.share * readCost < 1 ? { postings, codes: first.codes } : null;
  return { table, from, to, sign, filters: filters ?? [], posted, bound };
}

function deltaSteps({ delta, dictionaries }: JournalBody, choice: Choice): Step[] {
  const filters = [...dateFilter(dictionaries, choice), ...(choice.filters ?? [])];
  const { after, upTo } = choice;
  return delta.map((table) => ({
    table,
    from: 0,
    to: table.rows,
    sign: 1 as const,
    filters,
    posted: null,
    bound: { column: table.positions, after, upTo, zones: null },
  }));
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
