import type { FieldValue } from '@zongheng/kernel';
import { afterPrefix, type Condition, type DocumentQuery, queryTerms, queryWords } from '@zongheng/read-store';
import type { Condition as Wanted, Filter } from 'mongodb';
import { type Row, stored } from '../documents/row.ts';

/** Every condition of a query as a filter; removed documents meet none. */
export function filterOf({ where, q }: Pick<DocumentQuery, 'where' | 'q'>): Filter<Row> {
  return { $and: [{ body: { $type: 'string' } }, ...where.map(conditionFilter), ...wordFilters(queryWords(q ?? ''))] };
}

/** The terms find what could match through their index; the text decides. */
function wordFilters(words: readonly string[]): readonly Filter<Row>[] {
  if (words.length === 0) return [];
  return [{ terms: { $all: [...queryTerms(words)] } }, ...words.map((word) => ({ text: { $regex: escaped(word) } }))];
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function conditionFilter(condition: Condition): Filter<Row> {
  return condition.attribute === true ? attributeFilter(condition) : { [`fields.${condition.field}`]: wanted(condition) };
}

/** An attribute that a document lacks is null. */
function attributeFilter(condition: Condition): Filter<Row> {
  const name = condition.field.toWellFormed();
  const has = (value?: Wanted<FieldValue>): Filter<Row> => ({
    attributes: { $elemMatch: value === undefined ? { name } : { name, value } },
  });
  switch (condition.op) {
    case 'eq':
      return condition.value === null ? { $nor: [has()] } : has(wanted(condition));
    case 'ne':
      return condition.value === null ? has() : { $nor: [has({ $eq: stored(condition.value) })] };
    case 'in': {
      const some = has(wanted(condition));
      return condition.values.includes(null) ? { $or: [{ $nor: [has()] }, some] } : some;
    }
    default:
      return has(wanted(condition));
  }
}

/** Ranges are of one kind by themselves: MongoDB compares values of other types with none. */
function wanted(condition: Condition): Wanted<FieldValue> {
  switch (condition.op) {
    case 'eq':
      return { $eq: stored(condition.value) };
    case 'ne':
      return { $ne: stored(condition.value) };
    case 'in':
      return { $in: condition.values.map(stored) };
    case 'prefix': {
      const from = condition.value.toWellFormed();
      const end = afterPrefix(from);
      return end === null ? { $gte: from } : { $gte: from, $lt: end };
    }
    case 'gt':
      return { $gt: stored(condition.value) };
    case 'gte':
      return { $gte: stored(condition.value) };
    case 'lt':
      return { $lt: stored(condition.value) };
    case 'lte':
      return { $lte: stored(condition.value) };
  }
}
