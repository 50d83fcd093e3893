import type { JsonSchema } from '../fields/json-schema.ts';

/** A column of a table: where its value stands in a row. */
export type Column = readonly string[];

/** The columns of rows that a schema describes: members of nested objects become columns of their own, anything else stays one. */
export function columnsOf(schema: JsonSchema, only?: readonly string[]): readonly Column[] {
  const columns = columnsBelow(schema, []);
  return only ? columns.filter(([top]) => top !== undefined && only.includes(top)) : columns;
}

/** Rows as CSV (RFC 4180): a header, then a line each; lists stay JSON, null is empty. */
export function csvOf(columns: readonly Column[], rows: readonly unknown[]): string {
  const lines = rows.map((row) => columns.map((column) => cellOf(valueAt(row, column))));
  return [columns.map((column) => quoted(column.join('.'))), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function columnsBelow(schema: JsonSchema, path: Column): readonly Column[] {
  const alternatives = schema['anyOf'];
  if (Array.isArray(alternatives)) {
    const shapes = (alternatives as readonly JsonSchema[]).filter((each) => each['type'] !== 'null');
    return shapes.length === 1 && shapes[0] ? columnsBelow(shapes[0], path) : [path];
  }
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
  if (!properties || path.length > 4) return [path];
  return Object.entries(properties).flatMap(([name, child]) => columnsBelow(child, [...path, name]));
}

function valueAt(row: unknown, column: Column): unknown {
  let value = row;
  for (const name of column) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(value);
  return quoted(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
