import { idLengthMax, isBusinessDate, isMonth, isPlainId, type Label, type Labels, minorMax } from '@zongheng/kernel';
import type { JsonSchema } from './json-schema.ts';

/** A class whose fields are declared by decorators. */
export type FieldsClass<T extends object = object> = new () => T;

/** What a field may hold: a check, the words for it, and its JSON Schema; the three say the same. */
export interface FieldKind {
  readonly name: string;
  /** Completes “must be …”. */
  readonly says: string;
  readonly schema: JsonSchema;
  check(value: unknown): boolean;
}

const day = '(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const instantPattern = new RegExp(`^${day}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?Z$`);
const keyPattern = /^\S(.*\S)?$/u;
const currencyPattern = /^[A-Z]{3}$/;
/** What the schema says of any text: the character NUL stands in none. */
const withoutNul = '^[^\\u0000]*$';

/** An id: letters, digits and `_ . ~ -`, at most 96 characters. */
export const idKind: FieldKind = {
  name: 'id',
  says: `an id: letters, digits and _ . ~ -, starting with a letter or digit, at most ${idLengthMax} characters`,
  schema: { type: 'string', minLength: 1, maxLength: idLengthMax, pattern: '^[A-Za-z0-9](\\.?[A-Za-z0-9_~-])*\\.?$' },
  check: (value) => typeof value === 'string' && isPlainId(value),
};

/** A stable key, in any script, at most 64 characters. */
export const keyKind: FieldKind = {
  name: 'key',
  says: 'a key: 1 to 64 characters, no white space around them',
  schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[^\\s\\u0000]([^\\r\\n\\u2028\\u2029\\u0000]*[^\\s\\u0000])?$' },
  check: (value) => typeof value === 'string' && hasLength(value, 1, 64) && keyPattern.test(value) && isClean(value),
};

/** Text for people: 1 to `max` characters (code points). */
export function textKind(max: number): FieldKind {
  return {
    name: 'text',
    says: `text of 1 to ${max} characters`,
    schema: { type: 'string', minLength: 1, maxLength: max, pattern: withoutNul },
    check: (value) => typeof value === 'string' && hasLength(value, 1, max) && isClean(value),
  };
}

export const dateKind: FieldKind = {
  name: 'date',
  says: 'a calendar date YYYY-MM-DD that exists, from 1900 to 2199',
  schema: { type: 'string', format: 'date', pattern: `^${day}$` },
  check: (value) => typeof value === 'string' && isBusinessDate(value),
};

export const monthKind: FieldKind = {
  name: 'month',
  says: 'a month YYYY-MM, from 1900 to 2199',
  schema: { type: 'string', pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$' },
  check: (value) => typeof value === 'string' && isMonth(value),
};

export const instantKind: FieldKind = {
  name: 'instant',
  says: 'an instant in UTC, 2026-03-01T08:00:00Z, with milliseconds or without',
  schema: { type: 'string', format: 'date-time', pattern: instantPattern.source },
  check: (value) => typeof value === 'string' && instantPattern.test(value) && isBusinessDate(value.slice(0, 10)),
};

export const currencyKind: FieldKind = {
  name: 'currency',
  says: 'an ISO 4217 currency: three capital letters',
  schema: { type: 'string', pattern: currencyPattern.source },
  check: (value) => typeof value === 'string' && currencyPattern.test(value),
};

export function integerKind(bounds: { readonly min: number; readonly max: number }): FieldKind {
  const { min, max } = bounds;
  return {
    name: 'integer',
    says: `an integer from ${min} to ${max}`,
    schema: { type: 'integer', minimum: min, maximum: max },
    check: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
  };
}

export const countKind = integerKind({ min: 0, max: 1_000_000_000 });
export const perMilleKind = integerKind({ min: 0, max: 1000 });
export const minorKind = integerKind({ min: -minorMax, max: minorMax });

export const flagKind: FieldKind = {
  name: 'flag',
  says: 'true or false',
  schema: { type: 'boolean' },
  check: (value) => typeof value === 'boolean',
};

/** One of the keys of a label table; the documentation shows what each is called. */
export function oneOfKind(labels: Labels<string>): FieldKind {
  const keys = Object.keys(labels);
  const known = new Set(keys);
  return {
    name: 'oneOf',
    says: `one of ${keys.join(', ')}`,
    schema: { type: 'string', enum: keys, description: Object.entries<Label>(labels).map(labelled).join(' · ') },
    check: (value) => typeof value === 'string' && known.has(value),
  };
}

/** A value of a typed attribute: text, a number or a flag. */
export const attributeKind: FieldKind = {
  name: 'attribute',
  says: 'text of 1 to 400 characters, a number from -9007199254740991 to 9007199254740991, or true or false',
  schema: {
    oneOf: [
      { type: 'string', minLength: 1, maxLength: 400, pattern: withoutNul },
      { type: 'number', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      { type: 'boolean' },
    ],
  },
  check: (value) =>
    typeof value === 'boolean' ||
    (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) ||
    (typeof value === 'string' && hasLength(value, 1, 400) && isClean(value)),
};

function labelled([key, label]: readonly [string, Label]): string {
  return `${key}: ${label.zh} / ${label.en}`;
}

/** Length in code points; a text longer than twice the bound in code units cannot be within it. */
function hasLength(text: string, min: number, max: number): boolean {
  if (text.length < min || text.length > 2 * max) return false;
  if (text.length <= max) return true;
  let points = 0;
  for (const _ of text) points += 1;
  return points <= max;
}

/** No NUL, no half of a surrogate pair: neither can be stored and searched alike everywhere. */
function isClean(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
