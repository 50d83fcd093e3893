import type { Condition } from '@zongheng/read-store';
import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { type DocumentIndexShape, quoted } from '../documents/schema.ts';
import { integerAt } from '../row.ts';
import type { Candidates } from '../terms/candidates.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { attributeClause, allOf, type Clause, fieldClause } from './clauses.ts';
import { indexRanges, isIndexedAttribute } from './plan.ts';

/** The indexes of one collection. */
export interface Indexes {
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
  /** How many it finds, counted no further than was asked. */
  readonly size: number;
  /** The conditions that all it finds are known to meet. */
  readonly answers: readonly Condition[];
}

/** The source that finds the fewest, each counted up to `atMost`; null where no index helps. */
export function smallestSource(stored: Indexes, where: readonly Condition[], candidates: Candidates | null, atMost: number): Source | null {
  const sources = [...fromIndexes(stored, where, atMost), ...fromAttributes(stored, where, atMost)];
  if (candidates) sources.push(fromIds(() => candidates.ids(), candidates.size));
  return sources.reduce<Source | null>((best, source) => (best && best.size <= source.size ? best : source), null);
}

/** Documents by their ids. */
export function fromIds(ids: () => readonly number[], size: number): Source {
  return {
    from: () => ({ sql: 'json_each(?) AS c CROSS JOIN documents AS d ON d._id = c.value', parameters: [JSON.stringify(ids())] }),
    selects: allOf([]),
    size,
    answers: [],
  };
}

function fromIndexes({ connection, indexes }: Indexes, where: readonly Condition[], atMost: number): readonly Source[] {
  return indexRanges(indexes, where).map(({ index, conditions }) => {
    const from: Clause = { sql: `documents AS d INDEXED BY ${quoted(index)}`, parameters: [] };
    const selects = allOf(conditions.map((condition) => fieldClause(`d.${quoted(condition.field)}`, condition)));
    return { from: () => from, selects, size: countUpTo(connection, from, selects, atMost), answers: conditions };
  });
}

function fromAttributes({ connection, attributes }: Indexes, where: readonly Condition[], atMost: number): readonly Source[] {
  return where.filter(isIndexedAttribute).map((condition) => {
    const value = attributeClause('a.value', condition);
    const code = attributes.codeOf(condition.field.toWellFormed()) ?? -1;
    const selects: Clause = { sql: `a.code = ? AND ${value.sql}`, parameters: [code, ...value.parameters] };
    const from: Clause = { sql: 'attributes AS a CROSS JOIN documents AS d ON d._id = a.id', parameters: [] };
    const size = countUpTo(connection, { sql: 'attributes AS a', parameters: [] }, selects, atMost);
    return { from: () => from, selects, size, answers: [condition] };
  });
}

/** How many a piece of SQL finds, up to a bound. */
export function countUpTo(connection: Connection, from: Clause, where: Clause, atMost: number): number {
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${from.sql} WHERE ${where.sql} LIMIT ?)`;
  const row = connection.get(sql, [...from.parameters, ...where.parameters, atMost]);
  return row ? integerAt(row, 0) : 0;
}
