import type { FieldKind } from '@zongheng/kernel';
import type { JsonSchema } from '../fields/json-schema.ts';
import { operatorsOf } from './conditions.ts';
import { listLimitDefault, listLimitMax } from './list-query.ts';
import { tokenSchema } from './moments.ts';
import type { DescribedParameter } from './query-route.ts';

const kindSchemas: Readonly<Record<FieldKind, JsonSchema>> = {
  text: { type: 'string', maxLength: 400, pattern: '^[^\\u0000]*$' },
  number: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  flag: { type: 'boolean' },
};

const operatorWords: Readonly<Record<string, string>> = {
  ne: 'is not',
  in: 'is one of, parted by commas',
  prefix: 'begins with',
  gt: 'is above',
  gte: 'is at least',
  lt: 'is below',
  lte: 'is at most',
  missing: 'true: has none; false: has one',
};

const listText: JsonSchema = { type: 'string', minLength: 1, maxLength: 2000, pattern: '^[^,\\u0000]{1,400}(,[^,\\u0000]{1,400})*$' };

export const tokenParameter: DescribedParameter = {
  name: 'token',
  description: 'A command’s token: waits (at most 2 s) until its effect is visible; also as the header Consistency-Token',
  schema: tokenSchema,
};

export const cursorParameter: DescribedParameter = {
  name: 'cursor',
  description: 'Where to go on: `next` of the answer before, with the same parameters',
  schema: { type: 'string', minLength: 1, pattern: '^[A-Za-z0-9_-]+$' },
};

export const formatParameter: DescribedParameter = {
  name: 'format',
  description: 'csv for a table; also by `Accept: text/csv`',
  schema: { type: 'string', enum: ['json', 'csv'], default: 'json' },
};

/** The parameters of a list, from the declared fields of its view; `heavy` members stand in a list only where they are named. */
export function listParameters(
  fields: Readonly<Record<string, FieldKind>>,
  shown: readonly string[],
  heavy: readonly string[] = [],
): readonly DescribedParameter[] {
  const sortable = Object.keys(fields).flatMap((field) => [field, `-${field}`]);
  return [
    {
      name: 'limit',
      description: 'At most so many',
      schema: { type: 'integer', minimum: 1, maximum: listLimitMax, default: listLimitDefault },
    },
    cursorParameter,
    {
      name: 'sort',
      description: 'By a field, `-` before it for the other way round; by id otherwise',
      schema: { type: 'string', enum: sortable },
    },
    {
      name: 'q',
      description: 'Words that must each be found, any part of them',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' },
    },
    {
      name: 'fields',
      description: `Only these members of each item, parted by commas: ${shown.join(', ')}${heavyWords(heavy)}`,
      schema: { type: 'string', pattern: `^(${shown.join('|')})(,(${shown.join('|')}))*$` },
    },
    tokenParameter,
    formatParameter,
    ...Object.entries(fields).flatMap(([name, kind]) => filterParameters(name, kind)),
  ];
}

function heavyWords(heavy: readonly string[]): string {
  return heavy.length === 0 ? '' : `. By default all but ${heavy.join(', ')}, which are large: one document by its id has them all`;
}

/** A field's filters: itself and each operator. */
export function filterParameters(name: string, kind: FieldKind): readonly DescribedParameter[] {
  const plain = { name, description: `${name} is`, schema: kindSchemas[kind] };
  const others = operatorsOf[kind].map((operator) => ({
    name: `${name}[${operator}]`,
    description: `${name} ${operatorWords[operator] ?? operator}`,
    schema: operatorSchema(kind, operator),
  }));
  return [plain, ...others];
}

function operatorSchema(kind: FieldKind, operator: string): JsonSchema {
  if (operator === 'missing') return { type: 'boolean' };
  if (operator !== 'in') return kindSchemas[kind];
  return kind === 'number' ? { type: 'string', pattern: '^-?(0|[1-9][0-9]{0,14})(,-?(0|[1-9][0-9]{0,14}))*$', maxLength: 2000 } : listText;
}

/** The schema of an answer: what every answer says of itself, and its own members. */
export function standingSchema(
  members: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  const said = {
    at: { type: 'string', description: 'The moment the answer holds at: `<epoch>.<position>`' },
    behind: {
      type: 'object',
      properties: { events: { type: 'integer', minimum: 0 }, seconds: { type: 'integer', minimum: 0 } },
      required: ['events', 'seconds'],
    },
    caughtUp: { type: 'boolean' },
  };
  const parked = {
    type: 'array',
    items: { type: 'string' },
    description: 'Ordering keys that are left out: their events cannot be folded',
  };
  return {
    type: 'object',
    properties: { ...said, parked, ...members, ...optional },
    required: [...Object.keys(said), ...Object.keys(members)],
  };
}
