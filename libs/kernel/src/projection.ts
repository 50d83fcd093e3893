import type { BusinessDate } from './calendar.ts';
import type { RecordedEvent } from './event.ts';
import type { Label } from './label.ts';

/** The kinds of an index field: text compares by its bytes in UTF-8, number is a safe integer, flag is true or false. */
export type FieldKind = 'text' | 'number' | 'flag';
export type FieldValue = string | number | boolean | null;

/** What of a document is indexed. */
export interface DocumentIndex {
  /** A value for every declared field; null where there is none. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The texts that `q` searches by any part. */
  readonly search?: readonly string[];
  /** Typed attributes, by key. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * A view of documents: which documents an event touches, and how each evolves. Pure, without reads, folded from streams of one ordering
 * key only. A document is any JSON value that is an object; null means there is none.
 */
export interface DocumentView<Doc extends object = object, E extends RecordedEvent = RecordedEvent> {
  readonly kind: 'documents';
  readonly name: string;
  /** Raised with every change of what the fold yields: the view is then rebuilt beside the old one and swapped in. */
  readonly version: number;
  readonly meaning: Label;
  readonly handles: readonly E['type'][];
  /** The keys of the documents an event touches; empty where it touches none. */
  keysOf(event: E): readonly string[];
  evolve(document: Doc | null, event: E, key: string): Doc | null;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Compound indexes by field names, most selective use first; each field that is filtered or sorted by belongs to one. */
  readonly indexes: readonly (readonly string[])[];
  index(document: Doc): DocumentIndex;
}

/** One line of a journal: on a date, in a whole cell, so much of each measure. Measures are integers. */
export interface Contribution<Dimension extends string = string, Measure extends string = string> {
  readonly date: BusinessDate;
  /** Each dimension's key, or a date for date dimensions; null where the fact has none. */
  readonly cell: { readonly [D in Dimension]: string | null };
  readonly measures: { readonly [M in Measure]?: number };
}

/** The kinds of a dimension: a key out of a dictionary, or a calendar date that can be asked for by range. */
export type DimensionKind = 'key' | 'date';

/**
 * A balance over dimensions that are often grouped and filtered by together and have few combinations of keys with anything in them. `month`
 * is that of the business date.
 */
export type Rollup<D extends string = string, M extends string = string> = readonly (D | 'month')[] | PartialRollup<D, M>;

/** A balance of a part of a journal. */
export interface PartialRollup<D extends string = string, M extends string = string> {
  readonly by: readonly (D | 'month')[];
  /** Only of rows with one of these keys: for questions that ask for no others. What stands open is little beside all that ever did. */
  readonly where?: Readonly<Partial<Record<D, readonly string[]>>>;
  /** Only of these measures. */
  readonly measures?: readonly M[];
}

/** A journal: a pure function from an event to contributions, appended and never updated. Balances are sums up to a date. */
export interface JournalView<D extends string = string, M extends string = string, E extends RecordedEvent = RecordedEvent> {
  readonly kind: 'journal';
  readonly name: string;
  readonly version: number;
  readonly meaning: Label;
  readonly handles: readonly E['type'][];
  readonly dimensions: Readonly<Record<D, DimensionKind>>;
  readonly measures: readonly M[];
  /** Balances that a reader keeps, so that what is asked of them costs the same however large the journal is. */
  readonly rollups?: readonly Rollup<D, M>[];
  contribute(event: E): readonly Contribution<D, M>[];
}

export type View = DocumentView | JournalView;

/** Declares a view of documents; the narrow event type is what its fold reads, the engine gives it only what it handles. */
export function documentView<Doc extends object, E extends RecordedEvent>(view: Omit<DocumentView<Doc, E>, 'kind'>): DocumentView<Doc, E> {
  return { kind: 'documents', ...view };
}

/** Declares a journal. */
export function journalView<D extends string, M extends string, E extends RecordedEvent>(
  view: Omit<JournalView<D, M, E>, 'kind'>,
): JournalView<D, M, E> {
  return { kind: 'journal', ...view };
}

/** The name under which a version of a view stands in a read store: `funnel@1`. */
export function viewId(view: { readonly name: string; readonly version: number }): string {
  return `${view.name}@${view.version}`;
}
