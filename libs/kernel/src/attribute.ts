import { isBusinessDate } from './calendar.ts';
import type { Labels } from './label.ts';
import { type Static, Type } from './schema.ts';

/** The kinds of typed attributes: of customers, leads and opportunities alike. */
export type AttributeKind = 'text' | 'integer' | 'flag' | 'date' | 'choice';
export const attributeKinds: Labels<AttributeKind> = {
  text: { zh: '文本', en: 'Text' },
  integer: { zh: '整数', en: 'Integer' },
  flag: { zh: '是否', en: 'Yes or no' },
  date: { zh: '日期', en: 'Date' },
  choice: { zh: '选项', en: 'Choice' },
};

/** A value of a typed attribute; a date stands as `YYYY-MM-DD`, a choice as its key. The catalogue of attributes is the customers context's. */
export const AttributeValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Integer(), Type.Boolean()]);
export type AttributeValue = Static<typeof AttributeValue>;

/** Attributes that something carries, by key. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** What a command carries of a typed attribute. */
export interface AttributeFacts {
  readonly kind: AttributeKind;
  /** What a choice may be; empty for the other kinds. */
  readonly choices: readonly string[];
}

/** Whether a value is one that an attribute takes. */
export function isValueOf(value: AttributeValue, { kind, choices }: AttributeFacts): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isBusinessDate(value);
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
  }
}

/** What of some attributes changes, where these are set and those removed: only what is not so already. */
export function changedAttributes(
  before: AttributeValues,
  set: AttributeValues,
  remove: readonly string[],
): { readonly set: AttributeValues; readonly removed: readonly string[]; readonly count: number } {
  const changed = Object.fromEntries(Object.entries(set).filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value));
  const removed = [...new Set(remove)].filter((key) => Object.hasOwn(before, key) && !Object.hasOwn(set, key));
  const count = new Set([...Object.keys(before), ...Object.keys(changed)]).size - removed.length;
  return { set: changed, removed, count };
}

/** Attributes after a change. */
export function withAttributes(before: AttributeValues, set: AttributeValues, removed: readonly string[]): AttributeValues {
  const after = { ...before, ...set };
  if (removed.length === 0) return after;
  const gone = new Set(removed);
  return Object.fromEntries(Object.entries(after).filter(([key]) => !gone.has(key)));
}
