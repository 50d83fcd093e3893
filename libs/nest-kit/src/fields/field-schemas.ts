import { type DeclaredField, fieldsOf, type FieldShape, isClassThunk } from './declared-fields.ts';
import type { JsonSchema } from './json-schema.ts';
import { type FieldKind, type FieldsClass, keyKind } from './kinds.ts';

/** Where the schema of a class stands in an OpenAPI document. */
export function schemaRef(of: FieldsClass): JsonSchema {
  return { $ref: `#/components/schemas/${schemaName(of)}` };
}

/** `MoneyFields` is shown as `Money`, `AdvanceBody` as `Advance`. */
export function schemaName(of: FieldsClass): string {
  return of.name.replace(/(Fields|Body)$/, '') || of.name;
}

/** The schemas of a class and of all classes it holds, by name. @throws Error where two classes have one name. */
export function schemasOf(of: FieldsClass, into: Map<string, { of: FieldsClass; schema: JsonSchema }> = new Map()): typeof into {
  const name = schemaName(of);
  const known = into.get(name);
  if (known && known.of !== of) throw new Error(`two classes of fields are shown as ${name}: rename one`);
  if (known) return into;
  into.set(name, { of, schema: schemaOfClass(of) });
  for (const { shape } of fieldsOf(of)) {
    if (shape.kind === 'object') schemasOf(shape.of(), into);
    if (shape.kind === 'list' && isClassThunk(shape.of)) schemasOf(shape.of(), into);
  }
  return into;
}

/** The schema of a class of fields, classes it holds by reference. */
export function schemaOfClass(of: FieldsClass): JsonSchema {
  const fields = fieldsOf(of);
  const required = fields.filter((field) => !field.optional).map((field) => field.name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** The schema of one field, with its description and example. */
export function schemaOfField(field: DeclaredField): JsonSchema {
  const words = {
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(field.example === undefined ? {} : { examples: [field.example] }),
  };
  const schema = schemaOfShape(field.shape);
  if (field.description === undefined || schema['description'] === undefined) return { ...schema, ...words };
  return { ...schema, ...words, description: `${field.description} (${String(schema['description'])})` };
}

function schemaOfShape(shape: FieldShape): JsonSchema {
  switch (shape.kind) {
    case 'value':
      return shape.of.schema;
    case 'object':
      return schemaRef(shape.of());
    case 'list':
      return { type: 'array', items: itemSchema(shape.of), minItems: shape.min, maxItems: shape.max };
    case 'map':
      return { type: 'object', propertyNames: keyKind.schema, additionalProperties: shape.of.schema, maxProperties: shape.max };
  }
}

function itemSchema(of: FieldKind | (() => FieldsClass)): JsonSchema {
  return isClassThunk(of) ? schemaRef(of()) : of.schema;
}

/** A body that shows every field, from their examples; a field without one gets something that fits. */
export function exampleOf(of: FieldsClass): Record<string, unknown> {
  const shown = fieldsOf(of).filter((field) => !field.optional || field.example !== undefined);
  return Object.fromEntries(shown.map((field) => [field.name, field.example ?? exampleOfShape(field.shape)]));
}

function exampleOfShape(shape: FieldShape): unknown {
  switch (shape.kind) {
    case 'value':
      return exampleOfKind(shape.of);
    case 'object':
      return exampleOf(shape.of());
    case 'list':
      return [isClassThunk(shape.of) ? exampleOf(shape.of()) : exampleOfKind(shape.of)];
    case 'map':
      return { key: exampleOfKind(shape.of) };
  }
}

const examples: Readonly<Record<string, unknown>> = {
  id: 'a-1',
  key: 'key',
  text: 'text',
  date: '2026-03-01',
  month: '2026-03',
  instant: '2026-03-01T08:00:00.000Z',
  currency: 'CNY',
  flag: true,
  attribute: 'value',
};

function exampleOfKind(kind: FieldKind): unknown {
  const { minimum, enum: keys } = kind.schema as { readonly minimum?: number; readonly enum?: readonly string[] };
  return keys?.[0] ?? examples[kind.name] ?? Math.max(minimum ?? 1, 1);
}
