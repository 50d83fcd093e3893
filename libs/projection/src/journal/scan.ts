import type { CodeFilter } from './filters.ts';
import type { GroupSpace } from './groups.ts';
import { keepCodes, keepPositions, selectAll, selectCodes, selectPosted } from './kernels.ts';
import { blockRows, zonesPerBlock, type Postings, postingsAt, postingsEnd } from './postings.ts';
import type { Sums } from './sums.ts';
import { zoneRows } from './columns.ts';
import type { PositionColumn, Table } from './table.ts';

/** A bound on positions, with the lowest and highest of every zone where they are known. */
export interface PositionBound {
  readonly column: PositionColumn;
  readonly after: number;
  readonly upTo: number;
  readonly zones: { readonly lowest: Float64Array; readonly highest: Float64Array } | null;
}

/** Some rows of a table, to be added to an answer or taken from it. */
export interface Step {
  readonly table: Table;
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
  /** All must hold; the first one is read from its postings where `posted`. */
  readonly filters: readonly CodeFilter[];
  readonly posted: { readonly postings: Postings; readonly codes: Uint32Array } | null;
  /** Null where no row can be out of bounds. */
  readonly bound: PositionBound | null;
}

/** Takes row numbers of the step's table from `selection`; false: no more are wanted. */
type Taker = (selection: Int32Array, selected: number) => boolean;

// Scans are synchronous and never nest, so they share their scratch.
const selection = new Int32Array(zoneRows);
const groups = new Int32Array(zoneRows);
const spare = new Int32Array(zoneRows);

/** Adds a step's rows to the sums of their groups. */
export function addStep(step: Step, space: GroupSpace, sums: Sums): void {
  select(step, (selected, count) => {
    if (space.isTotal) {
      sums.reserve(1);
      sums.addToTotal(step.table, step.sign, selected, count);
      return true;
    }
    space.number(step.table, selected, count, groups, spare);
    sums.reserve(space.size);
    sums.add(step.table, step.sign, selected, count, groups);
    return true;
  });
}

/** Hands on the rows that pass, up to `zoneRows` at a time: ascending, unless they come from the postings of several codes. */
export function select(step: Step, take: Taker): void {
  if (step.posted) selectByPostings(step, step.posted, take);
  else selectByZones(step, take);
}

function selectByZones({ table, from, to, filters, bound }: Step, take: Taker): void {
  const first = filters[0];
  const column = first && table.codes[first.column];
  for (let start = from; start < to;) {
    const zone = Math.floor(start / zoneRows);
    const end = Math.min(to, (zone + 1) * zoneRows);
    const place = bound ? placeOf(bound, zone) : 'inside';
    if (place !== 'outside') {
      const selected = first && column ? selectCodes(column, start, end, first.allowed, selection) : selectAll(start, end, selection);
      const kept = keep(table, filters, place === 'across' ? bound : null, selected);
      if (kept > 0 && !take(selection, kept)) return;
    }
    start = end;
  }
}

function selectByPostings({ table, from, to, filters, bound }: Step, { postings, codes }: NonNullable<Step['posted']>, take: Taker): void {
  for (let block = Math.floor(from / blockRows); block * blockRows < to; block += 1) {
    const base = block * blockRows;
    const place = bound ? blockPlaceOf(bound, block) : 'inside';
    if (place === 'outside') continue;
    for (let index = 0; index < codes.length; index += 1) {
      const code = codes[index] ?? 0;
      if (code >= postings.size) continue;
      let at = postings.starts[block * postings.size + code] ?? 0;
      let end = postingsEnd(postings, block, code);
      if (base < from) at = postingsAt(postings, block, at, end, from - base);
      if (base + blockRows > to) end = postingsAt(postings, block, at, end, to - base);
      while (at < end) {
        const selected = selectPosted(postings.rows, base, base + at, base + end, selection);
        at += selected;
        const kept = keep(table, filters, place === 'across' ? bound : null, selected);
        if (kept > 0 && !take(selection, kept)) return;
      }
    }
  }
}

/** Keeps of the selected rows, which passed the first filter, those that pass the others and the bound. Answers how many. */
function keep(table: Table, filters: readonly CodeFilter[], bound: PositionBound | null, selected: number): number {
  let kept = selected;
  for (let index = 1; index < filters.length && kept > 0; index += 1) {
    const filter = filters[index];
    const codes = filter && table.codes[filter.column];
    if (filter && codes) kept = keepCodes(codes, filter.allowed, selection, kept);
  }
  return bound && kept > 0 ? keepPositions(bound.column, bound.after, bound.upTo, selection, kept) : kept;
}

/** What is true of all zones of a block of postings. */
function blockPlaceOf(bound: PositionBound, block: number): 'inside' | 'across' | 'outside' {
  if (!bound.zones) return 'across';
  const first = block * zonesPerBlock;
  const place = placeOf(bound, first);
  const end = Math.min(first + zonesPerBlock, bound.zones.lowest.length);
  for (let zone = first + 1; zone < end; zone += 1) if (placeOf(bound, zone) !== place) return 'across';
  return place;
}

function placeOf({ zones, after, upTo }: PositionBound, zone: number): 'inside' | 'across' | 'outside' {
  if (!zones) return 'across';
  const lowest = zones.lowest[zone] ?? 0;
  const highest = zones.highest[zone] ?? 0;
  if (lowest > upTo || highest <= after) return 'outside';
  return lowest > after && highest <= upTo ? 'inside' : 'across';
}
