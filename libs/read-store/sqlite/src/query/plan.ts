import type { FieldValue } from '@zongheng/kernel';
import type { Condition, SortOrder } from '@zongheng/read-store';
import type { DocumentIndexShape } from '../documents/schema.ts';
import { keyIndex } from '../documents/schema.ts';

/** A list in the order of an index, from which the documents that do not meet `rest` are left out one by one. */
export interface Walk {
  readonly index: string;
  /** Conditions that fix the fields before the sorted one. */
  readonly fixed: readonly Condition[];
  /** A field before the sorted one that may have one of several values: one list for each, merged. */
  readonly either: { readonly field: string; readonly values: readonly FieldValue[] } | null;
  /** Conditions on the sorted field, which the index answers too. */
  readonly ranges: readonly Condition[];
  readonly rest: readonly Condition[];
}

/** Some conditions that an index answers: all documents that meet them lie in one piece of it, or in a few. */
export interface IndexRange {
  readonly index: string;
  readonly conditions: readonly Condition[];
}

/** More lists than these are not merged: the documents are gathered and sorted instead. */
const mergedMax = 32;

/** The index in whose order a list can be read with the fewest documents left out; null where no index has that order. */
export function bestWalk(indexes: readonly DocumentIndexShape[], where: readonly Condition[], sort: SortOrder | undefined): Walk | null {
  const walks = indexes.map((index) => walkOf(index, where, sort)).filter((walk) => walk !== null);
  if (!sort) walks.push({ index: keyIndex, fixed: [], either: null, ranges: [], rest: where });
  const cost = (walk: Walk) => walk.rest.length * 4 + (walk.either ? 1 : 0);
  return walks.reduce<Walk | null>((best, walk) => (best && cost(best) <= cost(walk) ? best : walk), null);
}

/** In an index the key follows the last field, so the sorted field has to be that, and all before it fixed. */
function walkOf({ name, fields }: DocumentIndexShape, where: readonly Condition[], sort: SortOrder | undefined): Walk | null {
  if (sort && fields.at(-1) !== sort.field) return null;
  const fixed: Condition[] = [];
  let either: (Condition & { readonly op: 'in' }) | null = null;
  for (const field of sort ? fields.slice(0, -1) : fields) {
    const equal = where.find((condition) => isOf(condition, field) && condition.op === 'eq');
    if (equal) {
      fixed.push(equal);
      continue;
    }
    const oneOf = where.find((condition) => isOf(condition, field) && isMergeable(condition));
    if (either || oneOf?.op !== 'in') return null;
    either = oneOf;
  }
  const ranges = where.filter((condition) => sort && isOf(condition, sort.field) && condition.op !== 'ne');
  const used = new Set<Condition>([...fixed, ...ranges, ...(either ? [either] : [])]);
  return {
    index: name,
    fixed,
    either: either && { field: either.field, values: [...new Set(either.values)] },
    ranges,
    rest: where.filter((condition) => !used.has(condition)),
  };
}

function isMergeable(condition: Condition): boolean {
  return condition.op === 'in' && condition.values.length > 0 && condition.values.length <= mergedMax;
}

/** What each index can answer by itself: equalities on its first fields, and a range on the next. */
export function indexRanges(indexes: readonly DocumentIndexShape[], where: readonly Condition[]): readonly IndexRange[] {
  const ranges: IndexRange[] = [];
  for (const { name, fields } of indexes) {
    const conditions: Condition[] = [];
    for (const field of fields) {
      const equal = where.find((condition) => isOf(condition, field) && isPoint(condition));
      if (equal) conditions.push(equal);
      else {
        conditions.push(...where.filter((condition) => isOf(condition, field) && isRange(condition)));
        break;
      }
    }
    if (conditions.length > 0) ranges.push({ index: name, conditions });
  }
  return ranges;
}

function isOf(condition: Condition, field: string): boolean {
  return condition.attribute !== true && condition.field === field;
}

function isPoint(condition: Condition): boolean {
  return condition.op === 'eq' || isSet(condition);
}

function isRange(condition: Condition): boolean {
  return condition.op !== 'ne' && condition.op !== 'in' && condition.op !== 'eq';
}

/** Whether nothing can meet the conditions: one of them is a set with nothing in it. SQLite would not plan for that by an index. */
export function isImpossible(where: readonly Condition[]): boolean {
  return where.some((condition) => condition.op === 'in' && condition.values.length === 0);
}

/** Attribute conditions that the attribute index answers. */
export function isIndexedAttribute(condition: Condition): boolean {
  if (condition.attribute !== true || condition.op === 'ne') return false;
  return condition.op === 'in' ? isSet(condition) : condition.value !== null;
}

/** A set that an index answers: with nothing in it, or null, it is another question. */
function isSet(condition: Condition): boolean {
  return condition.op === 'in' && condition.values.length > 0 && !condition.values.includes(null);
}
