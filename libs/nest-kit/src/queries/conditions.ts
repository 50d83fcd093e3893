import type { FieldKind, FieldValue } from '@zongheng/kernel';
import type { Condition } from '@zongheng/read-store';
import { malformed } from './moments.ts';
import { listOf, type Parameter, soughtOf, unknownParameter } from './parameters.ts';

/** What can be asked of each kind of field. */
export const operatorsOf: Readonly<Record<FieldKind, readonly string[]>> = {
  text: ['ne', 'in', 'prefix', 'gt', 'gte', 'lt', 'lte', 'missing'],
  number: ['ne', 'in', 'gt', 'gte', 'lt', 'lte', 'missing'],
  flag: ['ne', 'missing'],
};

const ranges = ['gt', 'gte', 'lt', 'lte'] as const;
type Range = (typeof ranges)[number];

/** The condition that a parameter states of a declared field. @throws ProblemError */
export function conditionOn(fields: Readonly<Record<string, FieldKind>>, parameter: Parameter): Condition {
  if (parameter.name.startsWith('attr.')) return attributeCondition(parameter);
  const kind = Object.hasOwn(fields, parameter.name) ? fields[parameter.name] : undefined;
  if (!kind || (parameter.operator !== null && !operatorsOf[kind].includes(parameter.operator))) throw unknownParameter(parameter.whole);
  const value = (text: string): FieldValue => valueOf(kind, text, parameter.whole);
  return condition({ field: parameter.name }, parameter, value, (text) => [value(text)]);
}

/** An attribute's kind is not known here: what looks like a number or a flag is looked for as that, and as text. */
function attributeCondition(parameter: Parameter): Condition {
  const of = { field: parameter.name.slice('attr.'.length), attribute: true };
  if (parameter.operator !== null && !operatorsOf.text.includes(parameter.operator)) throw unknownParameter(parameter.whole);
  const readings = (text: string): readonly FieldValue[] => {
    if (text === 'true' || text === 'false') return [text === 'true', text];
    return isNumber(text) ? [Number(text), text] : [text];
  };
  const ordered = (text: string): FieldValue => (isNumber(text) ? Number(text) : text);
  if (parameter.operator === null) return { ...of, op: 'in', values: readings(parameter.text) };
  return condition(of, parameter, ordered, readings);
}

function condition(
  of: { readonly field: string; readonly attribute?: boolean },
  { operator, text, whole }: Parameter,
  value: (text: string) => FieldValue,
  readings: (text: string) => readonly FieldValue[],
): Condition {
  if (operator === null) return { ...of, op: 'eq', value: value(text) };
  if (operator === 'ne') return { ...of, op: 'ne', value: value(text) };
  if (operator === 'prefix') return { ...of, op: 'prefix', value: soughtOf(text, whole) };
  if (operator === 'in') return { ...of, op: 'in', values: listOf(text, whole).flatMap(readings) };
  if (operator === 'missing') {
    if (text !== 'true' && text !== 'false') throw malformed(whole, 'is neither true nor false');
    return { ...of, op: text === 'true' ? 'eq' : 'ne', value: null };
  }
  return { ...of, op: rangeOf(operator, whole), value: value(text) };
}

function rangeOf(operator: string, whole: string): Range {
  const range = ranges.find((each) => each === operator);
  if (!range) throw unknownParameter(whole);
  return range;
}

function valueOf(kind: FieldKind, text: string, field: string): FieldValue {
  if (kind === 'text') return soughtOf(text, field);
  if (kind === 'flag') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw malformed(field, 'is neither true nor false');
  }
  if (/^-?(0|[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw malformed(field, 'is no integer');
}

function isNumber(text: string): boolean {
  return /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?$/.test(text);
}
