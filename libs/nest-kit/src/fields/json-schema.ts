/** A JSON Schema (2020-12, as OpenAPI 3.1 uses it) as plain JSON. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Our own formats as anybody's tools know them. */
const formats: Readonly<Record<string, JsonSchema>> = {
  'business-date': { format: 'date' },
  'business-month': { format: undefined, pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
};

/** A schema value of the schema library as plain JSON Schema. */
export function plainSchema(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !('format' in value)) return value;
    const { format } = value;
    return typeof format === 'string' ? { ...value, ...formats[format] } : value;
  }) as JsonSchema;
}
