import { addDays, type BusinessDate, type Labels } from '@zongheng/kernel';
import type { JournalReader, KeyFilter, RowChoice } from '@zongheng/projection';
import { passes } from '../figures/narrowing.ts';
import type { SummedFigure } from './figure.ts';
import { type BoundedRows, earliest, latest, type Region, rowsMax } from './regions.ts';
import { ExactTotals, journalMeasures } from './totals.ts';

/** Why a row is in a figure at a later moment and was not at an earlier one, or the other way round. */
export type ChangeKind = 'new' | 'late' | 'correction' | 'regrouped';
export const changeKinds: Labels<ChangeKind> = {
  new: { zh: '新发生：日期在两个时刻之间', en: 'New: dated after the earlier moment' },
  late: { zh: '补记：日期较早，之后才记录', en: 'Late: dated earlier, recorded after the earlier moment' },
  correction: { zh: '更正：改正以往记录的事件', en: 'Correction: from an event that puts right what was recorded wrongly' },
  regrouped: { zh: '归类变化：事件未变，所属单位、区域或时段已变', en: 'Regrouped: known before, but counted under something else since' },
};

/** One end of a difference: a figure's rows at a moment on both clocks. */
export interface Moment {
  readonly asOf: BusinessDate;
  readonly upTo: number;
  readonly rows: readonly BoundedRows[];
}

export interface ChangeRegion extends Region {
  readonly kind: ChangeKind;
}

/**
 * The rows whose sum is a figure at a later moment less itself at an earlier one. `corrections` are the positions of correcting events. The
 * later moment is on neither clock before the earlier one.
 */
export function differenceBetween(
  reader: JournalReader,
  earlier: Moment,
  later: Moment,
  corrections: ReadonlySet<number>,
): readonly ChangeRegion[] {
  const fresh = later.rows.map(({ from, to, filters }): ChangeRegion => {
    const choice = { from: latest(from, addDays(earlier.asOf, 1)), to, upTo: later.upTo, filters };
    return { kind: 'new', sign: 1, choice };
  });
  const late = later.rows.map(({ from, to, filters }): ChangeRegion => {
    const choice = { from, to: earliest(to, earlier.asOf), after: earlier.upTo, upTo: later.upTo, filters };
    return { kind: 'late', sign: 1, choice };
  });
  const learned = [...fresh, ...late].filter(isAnywhere);
  const plain = learned.map((region) => ({ ...region, choice: { ...region.choice, except: corrections } }));
  const correcting = learned.map((region): ChangeRegion => ({
    ...region,
    kind: 'correction',
    choice: { ...region.choice, only: corrections },
  }));
  return [...plain, ...(corrections.size > 0 ? correcting : []), ...regroupedBetween(reader, earlier, later)];
}

/** What was known at the earlier moment already, and counts otherwise at the later one: the trees, or the window of dates, moved. */
function regroupedBetween(reader: JournalReader, earlier: Moment, later: Moment): readonly ChangeRegion[] {
  const known = (rows: readonly BoundedRows[]): readonly BoundedRows[] =>
    rows.map((each) => ({ ...each, to: earliest(each.to, earlier.asOf) })).filter(({ from, to }) => from === undefined || from <= to);
  const [before, after] = [known(earlier.rows), known(later.rows)];
  const region =
    (sign: 1 | -1) =>
    (choice: BoundedRows): ChangeRegion => ({
      kind: 'regrouped',
      sign,
      choice: { ...choice, upTo: earlier.upTo },
    });
  return [...less(reader, after, before).map(region(1)), ...less(reader, before, after).map(region(-1))];
}

function isAnywhere({ choice: { from, to, after, upTo } }: Region): boolean {
  return (from === undefined || to === undefined || from <= to) && (after ?? -1) < (upTo ?? Infinity);
}

/** The rows that are among some, and not among others. */
function less(reader: JournalReader, some: readonly BoundedRows[], others: readonly BoundedRows[]): readonly BoundedRows[] {
  return others.reduce<readonly BoundedRows[]>((left, other) => left.flatMap((rows) => without(reader, rows, other)), some);
}

/** What of some rows is not among others: in parts that have nothing in common. */
function without(reader: JournalReader, rows: BoundedRows, others: BoundedRows): readonly BoundedRows[] {
  const parts: BoundedRows[] = [];
  let rest = rows;
  if (others.from !== undefined && (rest.from === undefined || rest.from < others.from)) {
    const day = addDays(others.from, -1);
    if (rest.to <= day) return [rows];
    parts.push({ ...rest, to: day });
    rest = { ...rest, from: others.from };
  }
  if (rest.to > others.to) {
    const day = addDays(others.to, 1);
    if (rest.from !== undefined && rest.from >= day) return [rows];
    parts.push({ ...rest, from: day });
    rest = { ...rest, to: others.to };
  }
  for (const [dim, filter] of Object.entries(others.filters)) {
    const own = rest.filters[dim];
    if (own === filter) continue;
    const keys = keysOf(reader, dim, own);
    const outside = keys.filter((key) => !passes(filter, key));
    if (outside.length === keys.length) return [...parts, rest];
    if (outside.length === 0) continue;
    parts.push({ ...rest, filters: { ...rest.filters, [dim]: { keys: new Set(outside) } } });
    rest = { ...rest, filters: { ...rest.filters, [dim]: { keys: new Set(keys.filter((key) => passes(filter, key))) } } };
  }
  return parts;
}

/** The keys of a dimension that a filter lets pass. */
function keysOf(reader: JournalReader, dim: string, filter: KeyFilter | undefined): readonly (string | null)[] {
  const keys = [null, ...reader.keys(dim)];
  return filter ? keys.filter((key) => passes(filter, key)) : keys;
}

/** What each kind of change comes to; together they are the difference. */
export function subtotalsOf(
  reader: JournalReader,
  regions: readonly ChangeRegion[],
  measures: SummedFigure<never>['measures'],
): Readonly<Record<ChangeKind, ExactTotals>> {
  const fresh = () => new ExactTotals(measures);
  const totals = { new: fresh(), late: fresh(), correction: fresh(), regrouped: fresh() };
  for (const { kind, sign, choice } of regions) {
    const { only, except, ...rows } = choice;
    if (only) totals[kind].addTotals(listed(reader, rows, only, sign, measures), 1n);
    else totals[kind].add(reader, rows, sign);
    // What a correction says is neither new nor late besides.
    if (except && except.size > 0) totals[kind].addTotals(listed(reader, rows, except, sign, measures), -1n);
  }
  return totals;
}

/** The sum over the rows of some events: corrections are few, so they are read one by one. */
function listed(
  reader: JournalReader,
  choice: RowChoice,
  only: ReadonlySet<number>,
  sign: 1 | -1,
  measures: SummedFigure<never>['measures'],
): ExactTotals {
  const totals = new ExactTotals(measures);
  const { rows } = reader.explain({ ...choice, measures: journalMeasures(measures), only, limit: rowsMax });
  for (const row of rows) totals.addRow(row, sign);
  return totals;
}
