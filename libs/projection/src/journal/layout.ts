import type { DimensionKind } from '@zongheng/kernel';
import { JournalError } from './errors.ts';

/** What a journal counts by and what it counts: a view, or the spec it is stored under. */
export interface JournalShape {
  readonly dimensions: Readonly<Record<string, DimensionKind>>;
  readonly measures: readonly string[];
}

/** The names by which the business date itself, and its month, are grouped by, beside the journal's own dimensions. */
export const dateDimension = 'date';
export const monthDimension = 'month';
/** Where the business date's column stands. */
export const dateColumn = 0;

export interface DimensionColumn {
  readonly name: string;
  readonly kind: DimensionKind;
}

/** The order of a journal's columns: the business date first, then dimensions and measures by name, however they were declared. */
export interface JournalLayout {
  readonly dimensions: readonly DimensionColumn[];
  readonly measures: readonly string[];
}

/** @throws JournalError JOURNAL.QUERY where a dimension takes the name of the business date or its month. */
export function layoutOf(shape: JournalShape): JournalLayout {
  const dimensions = Object.entries(shape.dimensions).map(([name, kind]) => ({ name, kind }));
  for (const name of [dateDimension, monthDimension]) {
    if (!(name in shape.dimensions)) continue;
    throw new JournalError('JOURNAL.QUERY', `a dimension is named ${name}`, 'that is the business date itself, name it otherwise');
  }
  dimensions.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { dimensions: [{ name: dateDimension, kind: 'date' }, ...dimensions], measures: [...shape.measures].sort() };
}

/** Where a dimension's column stands. @throws JournalError JOURNAL.QUERY for one that the journal does not have. */
export function dimensionIndex(layout: JournalLayout, name: string): number {
  const index = layout.dimensions.findIndex((column) => column.name === name);
  if (index < 0)
    throw unknownColumn(
      'dimension',
      name,
      layout.dimensions.map((column) => column.name),
    );
  return index;
}

/** Where a measure's column stands. @throws JournalError JOURNAL.QUERY for one that the journal does not have. */
export function measureIndex(layout: JournalLayout, name: string): number {
  const index = layout.measures.indexOf(name);
  if (index < 0) throw unknownColumn('measure', name, layout.measures);
  return index;
}

function unknownColumn(what: string, name: string, known: readonly string[]): JournalError {
  return new JournalError('JOURNAL.QUERY', `no ${what} ${name}`, `the journal has ${known.join(', ')}`);
}
