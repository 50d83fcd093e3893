import type { FieldValue } from '@zongheng/kernel';
import { type Condition, afterPrefix } from '@zongheng/read-store';
import type { AttributeIndex } from '../attributes/attribute-index.ts';
import { aboveKind, attributeText, kindStart } from '../attributes/attribute-values.ts';
import { quoted } from '../documents/schema.ts';
import { columnValue } from '../documents/writer.ts';

/** A piece of SQL with its parameters. */
export interface Clause {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

/** What a condition says of one expression that holds values as columns, or attributes, do. */
export function conditionClause(condition: Condition, attributes: AttributeIndex): Clause {
  if (condition.attribute !== true) return fieldClause(`d.${quoted(condition.field)}`, condition);
  const code = attributes.codeOf(condition.field.toWellFormed());
  return attributeClause(code === undefined ? 'NULL' : `(d._attributes ->> '$."${code}"')`, condition);
}

/** Each word is part of the search text. */
export function wordClauses(words: readonly string[]): readonly Clause[] {
  return words.map((word) => ({ sql: 'instr(d._words, ?) > 0', parameters: [word] }));
}

export function fieldClause(column: string, condition: Condition): Clause {
  switch (condition.op) {
    case 'eq':
    case 'ne':
      return equality(column, condition.op, columnValue(condition.value));
    case 'in':
      return oneOf(column, condition.values.map(columnValue));
    case 'prefix':
      return between(column, condition.value.toWellFormed(), afterPrefix(condition.value.toWellFormed()));
    default:
      return { sql: `${column} ${operators[condition.op]} ?`, parameters: [columnValue(condition.value)] };
  }
}

/** The same of an attribute's text: a range ends where its kind does. */
export function attributeClause(column: string, condition: Condition): Clause {
  switch (condition.op) {
    case 'eq':
    case 'ne':
      return equality(column, condition.op, storedText(condition.value));
    case 'in':
      return oneOf(column, condition.values.map(storedText));
    case 'prefix': {
      const end = afterPrefix(condition.value.toWellFormed());
      return between(column, storedText(condition.value) ?? 't', end === null ? aboveKind('') : storedText(end));
    }
    default:
      return attributeRange(column, condition.op, condition.value);
  }
}

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

function attributeRange(column: string, op: keyof typeof operators, value: FieldValue): Clause {
  if (value === null) return nothing;
  const text = storedText(value);
  if (op === 'gt' || op === 'gte') return { sql: `${column} ${operators[op]} ? AND ${column} < ?`, parameters: [text, aboveKind(value)] };
  return { sql: `${column} ${operators[op]} ? AND ${column} >= ?`, parameters: [text, kindStart(value)] };
}

const nothing: Clause = { sql: '0', parameters: [] };

function equality(column: string, op: 'eq' | 'ne', value: string | number | null): Clause {
  if (op === 'eq') return value === null ? { sql: `${column} IS NULL`, parameters: [] } : { sql: `${column} = ?`, parameters: [value] };
  return value === null ? { sql: `${column} IS NOT NULL`, parameters: [] } : { sql: `${column} IS NOT ?`, parameters: [value] };
}

function oneOf(column: string, values: readonly (string | number | null)[]): Clause {
  const given = [...new Set(values)].filter((value) => value !== null);
  const isNull = values.includes(null);
  if (given.length === 0) return isNull ? { sql: `${column} IS NULL`, parameters: [] } : nothing;
  const list = padded(given);
  const sql = `${column} IN (${list.map(() => '?').join(', ')})`;
  return { sql: isNull ? `(${sql} OR ${column} IS NULL)` : sql, parameters: list };
}

/** Filled up to a power of two with its last value, so that lists of every length share a few prepared statements. */
function padded<Value>(values: readonly Value[]): readonly Value[] {
  let size = 1;
  while (size < values.length) size *= 2;
  return Array.from({ length: size }, (_, index) => values[Math.min(index, values.length - 1)]).filter((value) => value !== undefined);
}

function between(column: string, from: string, below: string | null): Clause {
  if (below === null) return { sql: `${column} >= ?`, parameters: [from] };
  return { sql: `${column} >= ? AND ${column} < ?`, parameters: [from, below] };
}

function storedText(value: FieldValue): string | null {
  return value === null ? null : attributeText(typeof value === 'string' ? value.toWellFormed() : value);
}

/** All of some clauses. */
export function allOf(clauses: readonly Clause[]): Clause {
  return {
    sql: ['d._alive = 1', ...clauses.map((clause) => clause.sql)].join(' AND '),
    parameters: clauses.flatMap((clause) => clause.parameters),
  };
}
