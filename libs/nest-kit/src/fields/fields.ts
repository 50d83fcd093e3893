import { minorMax, type Labels } from '@zongheng/kernel';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { declareField, type FieldShape, isClassThunk } from './declared-fields.ts';
import {
  attributeKind,
  countKind,
  currencyKind,
  dateKind,
  type FieldKind,
  type FieldsClass,
  flagKind,
  idKind,
  instantKind,
  integerKind,
  keyKind,
  minorKind,
  monthKind,
  oneOfKind,
  perMilleKind,
  textKind,
} from './kinds.ts';

export interface FieldOptions {
  /** May be left out; null is never meant by that. */
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

/** A field of one kind of value: validation and documentation in one. */
export function ValueField(kind: FieldKind, options: FieldOptions = {}): PropertyDecorator {
  return field(
    { kind: 'value', of: kind },
    options,
    checkBy(
      kind.name,
      (value) => kind.check(value),
      () => kind.says,
    ),
  );
}

export const IdField = (options?: FieldOptions): PropertyDecorator => ValueField(idKind, options);
export const KeyField = (options?: FieldOptions): PropertyDecorator => ValueField(keyKind, options);
export const TextField = (max = 200, options?: FieldOptions): PropertyDecorator => ValueField(textKind(max), options);
export const DateField = (options?: FieldOptions): PropertyDecorator => ValueField(dateKind, options);
export const MonthField = (options?: FieldOptions): PropertyDecorator => ValueField(monthKind, options);
export const InstantField = (options?: FieldOptions): PropertyDecorator => ValueField(instantKind, options);
export const CurrencyField = (options?: FieldOptions): PropertyDecorator => ValueField(currencyKind, options);
export const CountField = (options?: FieldOptions): PropertyDecorator => ValueField(countKind, options);
export const PerMilleField = (options?: FieldOptions): PropertyDecorator => ValueField(perMilleKind, options);
export const FlagField = (options?: FieldOptions): PropertyDecorator => ValueField(flagKind, options);
export const AttributeField = (options?: FieldOptions): PropertyDecorator => ValueField(attributeKind, options);

/** An integer within bounds, both included. */
export function IntegerField(bounds: { readonly min: number; readonly max: number }, options?: FieldOptions): PropertyDecorator {
  return ValueField(integerKind(bounds), options);
}

/** One of the keys of a label table. */
export function OneOf(labels: Labels<string>, options?: FieldOptions): PropertyDecorator {
  return ValueField(oneOfKind(labels), options);
}

/** An object of its own fields. */
export function ObjectField(of: () => FieldsClass, options: FieldOptions = {}): PropertyDecorator {
  return field(
    { kind: 'object', of },
    options,
    checkBy('object', isObject, () => 'an object'),
    ValidateNested(),
  );
}

/** A list of objects, or of values of one kind; at most `max` (1,000) of them. */
export function ListField(
  of: FieldKind | (() => FieldsClass),
  options: FieldOptions & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator {
  const { min = 0, max = 1000 } = options;
  const fits = (value: unknown): value is unknown[] => Array.isArray(value) && value.length >= min && value.length <= max;
  const shape: FieldShape = { kind: 'list', of, min, max };
  if (isClassThunk(of)) {
    const check = checkBy(
      'list',
      (value) => fits(value) && value.every(isObject),
      () => `a list of ${min} to ${max} objects`,
    );
    return field(shape, options, check, ValidateNested({ each: true }));
  }
  const says = (value: unknown): string => {
    const at = Array.isArray(value) ? value.findIndex((item) => !of.check(item)) : -1;
    return at < 0 ? `a list of ${min} to ${max} items` : `a list of which each is ${of.says}; the item at ${at} is not`;
  };
  return field(
    shape,
    options,
    checkBy('list', (value) => fits(value) && value.every((item) => of.check(item)), says),
  );
}

/** A map from keys to values of one kind; at most `max` (200) entries. */
export function MapField(of: FieldKind, options: FieldOptions & { readonly max?: number } = {}): PropertyDecorator {
  const { max = 200 } = options;
  const check = (value: unknown): boolean =>
    isObject(value) &&
    Object.keys(value).length <= max &&
    Object.entries(value).every(([key, item]) => keyKind.check(key) && of.check(item));
  return field(
    { kind: 'map', of, max },
    options,
    checkBy('map', check, () => `an object of at most ${max} keys, each value ${of.says}`),
  );
}

/** An amount on the wire: integer minor units and a currency. */
export class MoneyFields {
  @ValueField(minorKind, { description: 'Minor units (fen, cents)', example: 1_000_553_400 })
  readonly minor!: number;

  @CurrencyField({ example: 'CNY' })
  readonly currency!: string;
}

/** An amount that is not negative. */
export class AmountFields {
  @IntegerField({ min: 0, max: minorMax }, { description: 'Minor units (fen, cents), not negative', example: 1_000_553_400 })
  readonly minor!: number;

  @CurrencyField({ example: 'CNY' })
  readonly currency!: string;
}

/** A name in both languages. */
export class LabelFields {
  @TextField(120, { example: '商务谈判' })
  readonly zh!: string;

  @TextField(120, { example: 'Negotiation' })
  readonly en!: string;
}

/** Money: `{ "minor": 1000553400, "currency": "CNY" }`; not negative unless it says `signed`. */
export function MoneyField(options: FieldOptions & { readonly signed?: boolean } = {}): PropertyDecorator {
  return ObjectField(() => (options.signed ? MoneyFields : AmountFields), options);
}

export function LabelField(options?: FieldOptions): PropertyDecorator {
  return ObjectField(() => LabelFields, options);
}

function field(shape: FieldShape, options: FieldOptions, ...checks: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    const { optional = false, description, example } = options;
    const words = { ...(description === undefined ? {} : { description }), ...(example === undefined ? {} : { example }) };
    declareField(target.constructor, { name: String(property), shape, optional, ...words });
    if (optional) ValidateIf((_object, value) => value !== undefined)(target, property);
    for (const check of checks) check(target, property);
  };
}

function checkBy(name: string, validate: (value: unknown) => boolean, says: (value: unknown) => string): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: (given) => `must be ${says(given?.value)}` } });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
