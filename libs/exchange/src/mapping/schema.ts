import { type Static, type TSchema, Type } from '@zongheng/kernel';
import { conditionShapes, operatorShapes, scalarShape } from './value-schema.ts';

/** The parts whose shape depends on how values and conditions are described: by reference when printed, not at all when each is checked by itself. */
export interface Nested {
  readonly value: TSchema;
  readonly condition: TSchema;
}

const named = <S extends TSchema>(of: S, description: string, pattern = '^[A-Za-z][A-Za-z0-9_-]{0,63}$') =>
  Type.Record(Type.String({ pattern }), of, { additionalProperties: false, description });
const oneOf = <T extends string>(keys: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...keys], description });
const text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });
const texts = (description: string) => Type.Array(text(''), { description });
const shape = (properties: Record<string, TSchema>, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) });
const optional = <S extends TSchema>(of: S) => Type.Optional(of);

const label = shape({ zh: text('Chinese'), en: text('English') });

const input = shape(
  {
    files: Type.Union([text('a pattern'), Type.Array(text('a pattern'), { minItems: 1 })], {
      description: 'Patterns of file names; * stands for any part',
    }),
    format: optional(oneOf(['csv', 'ndjson'], 'By default what the file’s ending says')),
    encoding: optional(text('auto (default): UTF-8 or GB18030; else the name of an encoding')),
    delimiter: optional(text('One character, or auto (default)')),
    quote: optional(Type.String({ minLength: 1, maxLength: 1 })),
    header: optional(Type.Boolean({ description: 'Whether the first line names the columns (default)' })),
    columns: optional(
      named(Type.Union([text(''), Type.Integer({ minimum: 1 })]), 'Names in the mapping for columns called otherwise, or numbered from 1'),
    ),
    ignore: optional(texts('Columns left out on purpose; * for all that the mapping does not name')),
    trim: optional(Type.Boolean({ description: 'Whether white space around texts is taken off (default)' })),
    blank: optional(texts('Texts that mean that there is nothing')),
    optional: optional(Type.Boolean({ description: 'Whether the import goes on where no file is found' })),
  },
  'Where rows come from',
);

const valueMap = shape(
  {
    values: Type.Record(Type.String(), scalarShape),
    unmapped: optional(
      Type.Union([
        oneOf(['reject', 'keep'], 'A bad row (default), or the text itself'),
        shape({ use: scalarShape, assumed: optional(text('Why: noted in the report')) }),
      ]),
    ),
    ignoreCase: optional(Type.Boolean()),
  },
  'From one text to another',
);

const recordKind = shape({
  master: optional(Type.Boolean({ description: 'Master data outlive the undoing of an import' })),
  meaning: optional(label),
});

function commandShape({ value, condition }: Nested): TSchema {
  return shape({
    command: Type.String({ pattern: '^[A-Z][A-Za-z]{1,79}$', description: 'The type of the command' }),
    when: optional(condition),
    id: optional(value),
    body: Type.Record(Type.String(), value),
    on: optional(value),
    occurredAt: optional(value),
    once: optional(value),
    ifExists: optional(oneOf(['skip', 'refuse'], 'What it means that the system has it already; by default skip for master data')),
    as: optional(text('Tells two rules of one command apart')),
  });
}

function stepShape(nested: Nested): TSchema {
  const { value, condition } = nested;
  const join = shape({
    input: text('The input to look in'),
    by: text('The column compared'),
    key: value,
    missing: optional(oneOf(['reject', 'blank'], 'Where there is no such row')),
    repeated: optional(oneOf(['reject', 'first', 'last'], 'Where there are several')),
  });
  const group = shape({
    by: value,
    order: value,
    remember: optional(named(shape({ start: scalarShape, then: value }), 'What a case remembers of its rows so far')),
    rowsMax: optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  });
  return shape({
    step: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Its name; it stands in keys and never changes' }),
    meaning: optional(label),
    from: optional(text('The input; without one the step is carried out once')),
    skip: optional(Type.Array(shape({ when: condition, because: text('Why: counted in the report') }))),
    distinct: optional(value),
    join: optional(named(join, 'Rows looked up in other inputs')),
    let: optional(named(value, 'Names for values used more than once')),
    group: optional(group),
    record: operatorShapes(value, condition).$id,
    key: optional(value),
    on: optional(value),
    commands: Type.Array(commandShape(nested), { minItems: 1 }),
  });
}

/** The shape of a mapping. */
export function mappingShape(nested: Nested): TSchema {
  return shape({
    $schema: optional(Type.String()),
    mapping: Type.String({ pattern: '^[a-z][a-z0-9-]{0,29}$', description: 'Its name' }),
    meaning: label,
    namespace: optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,29}$', description: 'What ids start with; by default the name' })),
    inputs: named(input, 'Where rows come from, by name'),
    records: named(recordKind, 'The kinds of records that ids are made for', '^[a-z][a-z0-9-]{0,19}$'),
    constants: optional(named(scalarShape, 'Values by name')),
    maps: optional(named(valueMap, 'From one text to another, by name')),
    steps: Type.Array(stepShape(nested), { minItems: 1, description: 'In the order in which they are carried out' }),
  });
}

/** The JSON Schema of a mapping, for editors and for those who make mappings by program. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  const nested = { value: Type.Unsafe({ $ref: '#/$defs/value' }), condition: Type.Unsafe({ $ref: '#/$defs/condition' }) };
  const operators = Object.values(operatorShapes(nested.value, nested.condition));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://zongheng.example/schemas/mapping.schema.json',
    title: 'Mapping of rows to commands',
    ...mappingShape(nested),
    $defs: {
      value: {
        description: 'A text is a template ({column}); an object with a member $… is an operator; others are taken member by member',
        anyOf: [
          { type: ['string', 'number', 'boolean', 'null'] },
          { type: 'array', items: nested.value },
          ...operators,
          { type: 'object', propertyNames: { not: { pattern: '^\\$' } }, additionalProperties: nested.value },
        ],
      },
      condition: { anyOf: Object.values(conditionShapes(nested.value, nested.condition)) },
    },
  };
}

export type { Static };
