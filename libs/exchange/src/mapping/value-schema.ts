import { type TSchema, Type } from '@zongheng/kernel';

export const scalarShape = Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'] });

const shape = (properties: Record<string, TSchema>) => Type.Object(properties, { additionalProperties: false });
const optional = <S extends TSchema>(of: S) => Type.Optional(of);
const rounding = optional(Type.Unsafe({ type: 'string', enum: ['exact', 'half-even'] }));
const times = optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'The number of units one stands for' }));
const numberStyle = {
  decimal: optional(Type.Unsafe({ type: 'string', enum: ['.', ','] })),
  thousands: optional(Type.Unsafe({ type: 'string', enum: [',', '.', "'", ' '] })),
  ignore: optional(Type.Array(Type.String({ minLength: 1 }), { description: 'Texts around the number to leave out' })),
};

/** The operators of a value, by the member that names them. */
export function operatorShapes(value: TSchema, condition: TSchema) {
  const blank = optional(
    Type.Union([
      Type.Unsafe({ type: 'string', enum: ['reject', 'omit', 'null'] }),
      shape({ use: value, assumed: optional(Type.String({ minLength: 1, description: 'Why: noted in the report' })) }),
    ]),
  );
  const dated = {
    format: optional(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])),
    zone: optional(Type.String({ description: 'The zone in which times without an offset were written' })),
    plusDays: optional(Type.Integer({ minimum: -36_500, maximum: 36_500 })),
    blank,
  };
  const words = Type.Array(Type.String(), { minItems: 1 });
  return {
    $text: shape({
      $text: Type.String(),
      case: optional(Type.Unsafe({ type: 'string', enum: ['lower', 'upper'] })),
      max: optional(Type.Integer({ minimum: 1 })),
      cut: optional(Type.Boolean()),
      blank,
    }),
    $map: shape({ $map: Type.String(), of: value, blank }),
    $date: shape({ $date: value, ...dated }),
    $instant: shape({ $instant: value, ...dated }),
    $money: shape({ $money: value, currency: value, times, rounding, blank, ...numberStyle }),
    $integer: shape({
      $integer: value,
      times,
      rounding,
      min: optional(Type.Integer()),
      max: optional(Type.Integer()),
      blank,
      ...numberStyle,
    }),
    $flag: shape({ $flag: value, true: words, false: words, blank }),
    $id: shape({ $id: Type.String({ minLength: 1 }), of: value }),
    $choose: shape({ $choose: Type.Array(shape({ when: condition, then: value }), { minItems: 1 }), else: value }),
    $first: shape({ $first: Type.Array(value, { minItems: 1 }), blank }),
    $later: shape({ $later: Type.Array(value, { minItems: 1 }), assumed: optional(Type.String({ minLength: 1 })) }),
  } as const;
}

const pair = (one: TSchema, other: TSchema) => Type.Unsafe({ type: 'array', prefixItems: [one, other], minItems: 2, maxItems: 2 });

/** The kinds of conditions, by the member that names them. */
export function conditionShapes(value: TSchema, condition: TSchema) {
  const scalars = Type.Union([scalarShape, Type.Array(scalarShape, { minItems: 1 })]);
  return {
    is: shape({ is: pair(value, scalars) }),
    same: shape({ same: pair(value, value) }),
    less: shape({ less: pair(value, value) }),
    blank: shape({ blank: value }),
    found: shape({ found: Type.String({ description: 'The name of a join that found its row' }) }),
    first: shape({ first: Type.Boolean({ description: 'The first row of its case' }) }),
    last: shape({ last: Type.Boolean({ description: 'The last row of its case' }) }),
    all: shape({ all: Type.Array(condition, { minItems: 1 }) }),
    any: shape({ any: Type.Array(condition, { minItems: 1 }) }),
    not: shape({ not: condition }),
  } as const;
}
