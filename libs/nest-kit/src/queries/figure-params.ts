import { faultsOfBody } from '../fields/body-check.ts';
import { fieldsOf } from '../fields/declared-fields.ts';
import { schemaOfField } from '../fields/field-schemas.ts';
import type { FieldsClass } from '../fields/kinds.ts';
import { malformed } from './moments.ts';
import { type Parameter, takePlain } from './parameters.ts';
import type { DescribedParameter } from './query-route.ts';

/** Further parameters of a query, as a class of fields declares them: numbers, flags and lists are read out of their texts. @throws ProblemError */
export function figureParamsOf<Params extends object>(
  of: FieldsClass<Params> | undefined,
  parameters: readonly Parameter[],
): { readonly params: Params; readonly rest: readonly Parameter[] } {
  // No class: no parameters, and nothing in them.
  if (!of) return { params: {} as Params, rest: parameters };
  const fields = fieldsOf(of);
  const { taken, rest } = takePlain(
    parameters,
    fields.map((field) => field.name),
  );
  const values: Record<string, unknown> = {};
  for (const { name, shape } of fields) {
    const text = taken[name];
    if (text !== undefined) values[name] = valueOf(shape.kind === 'value' ? shape.of.schema['type'] : shape.kind, text);
  }
  const [fault] = faultsOfBody(of, values);
  if (fault) throw malformed(fault.pointer.slice(1), fault.detail);
  return { params: values as Params, rest };
}

function valueOf(type: unknown, text: string): unknown {
  if (type === 'integer' && /^-?[0-9]{1,16}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return type === 'list' ? text.split(',') : text;
}

/** The further parameters in the documentation. */
export function figureParameters(of: FieldsClass | undefined): readonly DescribedParameter[] {
  return (of ? fieldsOf(of) : []).map((field) => {
    const { description = field.name, ...schema } = schemaOfField(field) as { readonly description?: string };
    const list = field.shape.kind === 'list';
    return {
      name: field.name,
      description: list ? `${description} (parted by commas)` : description,
      required: !field.optional,
      schema: list ? { type: 'string', pattern: '^[^,\\u0000]+(,[^,\\u0000]+)*$' } : schema,
      ...(field.example === undefined ? {} : { example: field.example }),
    };
  });
}
