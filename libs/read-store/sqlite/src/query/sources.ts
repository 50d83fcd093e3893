import type { Condition } from '@zongheng/read-store';
import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { type DocumentIndexShape, quoted } from '../documents/schema.ts';
import { integerAt, textAt } from '../row.ts';
import type { IdSet } from '../held/id-set.ts';
import { Candidates, type Ids } from '../terms/candidates.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { attributeClause, allOf, type Clause, fieldClause } from './clauses.ts';
import { type IndexRange, indexRanges, isIndexedAttribute } from './plan.ts';

/** What is kept of conditions asked again: the documents that meet each. */
export interface HeldIds {
  /** Whether it is worth keeping. */
  isHoldable(condition: Condition): boolean;
  /** Whether it was asked before; from now on it was. */
  isAskedAgain(condition: Condition): boolean;
  /** The documents that meet a condition, read now where they are not kept. */
  of(condition: Condition): IdSet;
  /** All documents there are. */
  all(): IdSet;
}

/** The indexes of one collection. */
export interface Indexes {
  readonly held: HeldIds;
  readonly connection: Connection;
  readonly attributes: AttributeIndex;
  readonly terms: TermIndex;
  readonly indexes: readonly DocumentIndexShape[];
}

/** A way to find all documents that meet some of a query's conditions. */
export interface Source {
  /** What stands after FROM, with `d` for the document; made when it is used. */
  from(): Clause;
  /** What selects from it. */
  readonly selects: Clause;
  /** Selects their ids alone, from the index itself. */
  readonly ids: Clause | null;
  /** How many it finds, counted no further than was asked. */
  readonly size: number;
  /** The conditions that all it finds are known to meet. */
  readonly answers: readonly Condition[];
}

/**
 * The source that finds the fewest, counted up to `atMost`, those of the most conditions first: the others need not be counted beyond them. Null
 * where no index helps.
 */
export function smallestSource(stored: Indexes, where: readonly Condition[], candidates: Candidates | null, atMost: number): Source | null {
  let best: Source | null = candidates && fromIds(() => candidates.ids(), candidates.size);
  const ranges = indexRanges(stored.indexes, where).toSorted((one, other) => other.conditions.length - one.conditions.length);
  for (const range of ranges) best = smaller(best, fromIndex(stored, range, Math.min(atMost, best?.size ?? atMost)));
  for (const condition of where.filter(isIndexedAttribute)) {
    best = smaller(best, fromAttribute(stored, condition, Math.min(atMost, best?.size ?? atMost)));
  }
  return best;
}

function smaller(best: Source | null, source: Source): Source {
  return best && best.size <= source.size ? best : source;
}

/** The documents that several conditions leave, as far as indexes answer them, and which conditions those are. */
export interface Narrowed {
  readonly candidates: Ids;
  readonly answers: readonly Condition[];
}

/**
 * Puts together what the words find and what each index finds that answers a condition by itself, where that is at most `atMost`: compared by
 * ids, without a look at any document. Null where there are not two such sources.
 */
export function narrowed(stored: Indexes, where: readonly Condition[], candidates: Candidates | null, atMost: number): Narrowed | null {
  const ranges = indexRanges(stored.indexes, where).map((range) => fromIndex(stored, range, atMost + 1));
  const sources = [...ranges, ...where.filter(isIndexedAttribute).map((condition) => fromAttribute(stored, condition, atMost + 1))]
    .filter(({ size }) => size <= atMost)
    .sort((one, other) => one.size - other.size);
  const answers = new Set<Condition>();
  const chosen = sources.filter((source) => {
    const isNew = source.answers.some((condition) => !answers.has(condition));
    for (const condition of source.answers) answers.add(condition);
    return isNew;
  });
  if (chosen.length + (candidates ? 1 : 0) < 2) return null;
  let left = candidates;
  for (const { ids } of chosen)
    if (ids) left = left ? left.amongIds(idsOf(stored.connection, ids)) : Candidates.of(idsOf(stored.connection, ids));
  return left && { candidates: left, answers: [...answers] };
}

/**
 * The same out of what is held of conditions, exactly; null where one of them cannot be held, or, unless `anyway`, is asked for the first time.
 */
export function heldTogether(
  { held }: Indexes,
  where: readonly Condition[],
  candidates: Candidates | null,
  anyway: boolean,
): Narrowed | null {
  if (where.length === 0 || !where.every((condition) => held.isHoldable(condition))) return null;
  const isNew = where.filter((condition) => !held.isAskedAgain(condition)).length > 0;
  if (isNew && !anyway) return null;
  const all = where.map((condition) => held.of(condition)).reduce((left, next) => left.and(next));
  return { candidates: candidates ? candidates.among(all) : all, answers: where };
}

/** The ids that a piece of SQL selects as `id`, in its order; as one text, which is handed over many times faster than row by row. */
export function idsOf(connection: Connection, { sql, parameters }: Clause): readonly number[] {
  const row = connection.get(`SELECT json_group_array(id) FROM (${sql})`, parameters);
  return row ? (JSON.parse(textAt(row, 0)) as number[]) : [];
}

/** Documents by their ids. */
export function fromIds(ids: () => readonly number[], size: number): Source {
  return {
    from: () => ({ sql: 'json_each(?) AS c CROSS JOIN documents AS d ON d._id = c.value', parameters: [JSON.stringify(ids())] }),
    selects: allOf([]),
    ids: null,
    size,
    answers: [],
  };
}

export function fromIndex({ connection }: Pick<Indexes, 'connection'>, { index, conditions }: IndexRange, atMost: number): Source {
  const from: Clause = { sql: `documents AS d INDEXED BY ${quoted(index)}`, parameters: [] };
  const selects = allOf(conditions.map((condition) => fieldClause(`d.${quoted(condition.field)}`, condition)));
  const ids = { sql: `SELECT d._id AS id FROM ${from.sql} WHERE ${selects.sql}`, parameters: selects.parameters };
  return { from: () => from, selects, ids, size: countUpTo(connection, from, selects, atMost), answers: conditions };
}

export function fromAttribute(
  { connection, attributes }: Pick<Indexes, 'connection' | 'attributes'>,
  condition: Condition,
  atMost: number,
): Source {
  const value = attributeClause('a.value', condition);
  const code = attributes.codeOf(condition.field.toWellFormed()) ?? -1;
  const selects: Clause = { sql: `a.code = ? AND ${value.sql}`, parameters: [code, ...value.parameters] };
  const from: Clause = { sql: 'attributes AS a CROSS JOIN documents AS d ON d._id = a.id', parameters: [] };
  const size = countUpTo(connection, { sql: 'attributes AS a', parameters: [] }, selects, atMost);
  const ids = { sql: `SELECT a.id AS id FROM attributes AS a WHERE ${selects.sql}`, parameters: selects.parameters };
  return { from: () => from, selects, ids, size, answers: [condition] };
}

/** How many a piece of SQL finds, up to a bound. */
export function countUpTo(connection: Connection, from: Clause, where: Clause, atMost: number): number {
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${from.sql} WHERE ${where.sql} LIMIT ?)`;
  const row = connection.get(sql, [...from.parameters, ...where.parameters, atMost]);
  return row ? integerAt(row, 0) : 0;
}
