import type { Condition } from '@zongheng/read-store';
import type { AttributeIndex } from '../attributes/attribute-index.ts';
import type { Connection } from '../connection.ts';
import { type DocumentIndexShape, quoted } from '../documents/schema.ts';
import { integerAt } from '../row.ts';
import type { TermIndex } from '../terms/term-index.ts';
import { type Clause, allOf, attributeClause, fieldClause } from './clauses.ts';
import { indexRanges, isIndexedAttribute } from './plan.ts';

/** A way to find all documents that meet some of a query's conditions, and how many it finds. */
export interface Source {
  /** What stands after FROM, with `d` for the document. */
  readonly from: Clause;
  /** Conditions that select from it. */
  readonly selects: readonly Clause[];
  /** How many, counted no further than was asked. */
  readonly size: number;
  /** The conditions that all it finds are known to meet. */
  readonly answers: readonly Condition[];
}

/** What sources are made from. */
export interface Indexes {
  readonly connection: Connection;
  readonly attributes: AttributeIndex;
  readonly terms: TermIndex;
  readonly indexes: readonly DocumentIndexShape[];
}

/** The source that finds the fewest, each counted up to `atMost`; null where no index helps. */
export function smallestSource(stored: Indexes, where: readonly Condition[], words: readonly string[], atMost: number): Source | null {
  const sources = [...fromIndexes(stored, where, atMost), ...fromAttributes(stored, where, atMost), ...fromTerms(stored, words)];
  return sources.reduce<Source | null>((best, source) => (best && best.size <= source.size ? best : source), null);
}

function fromIndexes({ connection, indexes }: Indexes, where: readonly Condition[], atMost: number): readonly Source[] {
  return indexRanges(indexes, where).map(({ index, conditions }) => {
    const from: Clause = { sql: `documents AS d INDEXED BY ${quoted(index)}`, parameters: [] };
    const selects = conditions.map((condition) => fieldClause(`d.${quoted(condition.field)}`, condition));
    return { from, selects, size: count(connection, from, allOf(selects), atMost), answers: conditions };
  });
}

function fromAttributes({ connection, attributes }: Indexes, where: readonly Condition[], atMost: number): readonly Source[] {
  return where.filter(isIndexedAttribute).map((condition) => {
    const value = attributeClause('a.value', condition);
    const selects: readonly Clause[] = [
      { sql: `a.code = ? AND ${value.sql}`, parameters: [attributes.codeOf(condition.field.toWellFormed()) ?? -1, ...value.parameters] },
    ];
    const [select] = selects;
    const size = select ? count(connection, { sql: 'attributes AS a', parameters: [] }, select, atMost) : 0;
    const from: Clause = { sql: 'attributes AS a CROSS JOIN documents AS d ON d._id = a.id', parameters: [] };
    return { from, selects, size, answers: [condition] };
  });
}

function fromTerms({ terms }: Indexes, words: readonly string[]): readonly Source[] {
  const candidates = terms.candidates(words);
  if (!candidates) return [];
  const from = 'json_each(?) AS c CROSS JOIN documents AS d ON d._id = c.value';
  return [
    {
      get from() {
        return { sql: from, parameters: [JSON.stringify(candidates.ids())] };
      },
      selects: [],
      size: candidates.size,
      answers: [],
    },
  ];
}

function count(connection: Connection, from: Clause, where: Clause, atMost: number): number {
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${from.sql} WHERE ${where.sql} LIMIT ?)`;
  const row = connection.get(sql, [...from.parameters, ...where.parameters, atMost]);
  return row ? integerAt(row, 0) : 0;
}
