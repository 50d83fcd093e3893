import type { DocumentView, FieldKind, FieldValue } from '@zongheng/kernel';
import { type Condition, type PageEnd, queryWords, type SortOrder } from '@zongheng/read-store';
import { conditionOn } from './conditions.ts';
import { type CursorKind, placeOf } from './cursors.ts';
import { malformed } from './moments.ts';
import { countOf, listOf, type Parameter, takePlain } from './parameters.ts';
import type { ReadLog } from './read-progress.ts';

export const listLimitMax = 200;
export const listLimitDefault = 50;
const searchMax = 200;

/** A list as it was asked for. */
export interface ListQuery {
  readonly where: readonly Condition[];
  readonly q?: string;
  readonly sort?: SortOrder;
  readonly limit: number;
  readonly after?: PageEnd;
  /** The members of each document to be shown; all where undefined. */
  readonly fields?: readonly string[];
  /** What a cursor of this list is bound to. */
  readonly cursorKind: CursorKind;
}

/** Reads the parameters of a list. @throws ProblemError for unknown or malformed ones. */
export function listQueryOf(
  view: DocumentView,
  shown: readonly string[],
  parameters: readonly Parameter[],
  log: ReadLog,
  searched: (q: string) => string = (q) => q,
): ListQuery {
  const { taken, rest } = takePlain(parameters, ['limit', 'cursor', 'sort', 'q', 'fields']);
  const where = rest.map((parameter) => conditionOn(view.fields, parameter));
  const sort = taken.sort === undefined ? undefined : sortOf(view.fields, taken.sort);
  const q = taken.q === undefined ? undefined : searched(searchOf(taken.q));
  const cursorKind = { query: [view.name, where, sort ?? null, q ?? null] };
  const kind = sort ? view.fields[sort.field] : undefined;
  return {
    where,
    limit: countOf(taken.limit, 'limit', { default: listLimitDefault, max: listLimitMax }),
    cursorKind,
    ...(sort ? { sort } : {}),
    ...(q === undefined ? {} : { q }),
    ...(taken.fields === undefined ? {} : { fields: fieldsOf(taken.fields, shown) }),
    ...(taken.cursor === undefined ? {} : { after: pageEndOf(placeOf(taken.cursor, log, cursorKind), kind) }),
  };
}

function sortOf(fields: Readonly<Record<string, FieldKind>>, text: string): SortOrder {
  const field = text.startsWith('-') ? text.slice(1) : text;
  if (!Object.hasOwn(fields, field)) throw malformed('sort', `is by none of ${Object.keys(fields).join(', ')}`);
  return { field, direction: text.startsWith('-') ? 'desc' : 'asc' };
}

function searchOf(text: string): string {
  const words = text.trim();
  if (queryWords(words).length === 0 || words.length > searchMax) throw malformed('q', `is not 1 to ${searchMax} characters to search for`);
  return words;
}

function fieldsOf(text: string, shown: readonly string[]): readonly string[] {
  const fields = listOf(text, 'fields');
  const unknown = fields.find((field) => !shown.includes(field));
  if (unknown !== undefined) throw malformed('fields', `names ${unknown.slice(0, 60)}, which is none of ${shown.join(', ')}`);
  return fields;
}

/** A page's end out of a cursor: whoever made the cursor up is refused, not believed. */
function pageEndOf(place: unknown, kind: FieldKind | undefined): PageEnd {
  const [value, key] = (Array.isArray(place) ? place : []) as readonly unknown[];
  if (typeof key !== 'string' || key === '' || !isFieldValue(value, kind)) throw malformed('cursor', 'is none that an answer gave');
  return { value, key };
}

function isFieldValue(value: unknown, kind: FieldKind | undefined): value is FieldValue {
  if (value === null) return true;
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'number') return Number.isSafeInteger(value);
  return kind === 'flag' && typeof value === 'boolean';
}
