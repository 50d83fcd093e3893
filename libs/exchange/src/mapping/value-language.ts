import type { NumberStyle } from '../formats/decimal.ts';

export type Scalar = string | number | boolean;

/**
 * A value of a command, made from a row. A text is a template: `{column}` stands for that column's text, `{{` for a brace. An object with a
 * member `$…` is an operator; any other object or array is taken member by member.
 */
export type Value = Scalar | null | readonly Value[] | { readonly [member: string]: Value } | Operator;

export type Operator =
  TextValue | MapValue | DateValue | MoneyValue | IntegerValue | FlagValue | IdValue | ChooseValue | FirstValue | LaterValue;

/** When a command, a row or a choice applies. Blank columns are allowed in it. */
export type Condition =
  | { readonly is: readonly [Value, Scalar | readonly Scalar[]] }
  | { readonly same: readonly [Value, Value] }
  | { readonly less: readonly [Value, Value] }
  | { readonly blank: Value }
  | { readonly found: string }
  | { readonly first: boolean }
  | { readonly last: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** What becomes of a blank text: a bad row (default), a member left out, null, or a stated value, noted in the report where `assumed` says why. */
export type BlankRule = 'reject' | 'omit' | 'null' | { readonly use: Value; readonly assumed?: string };

export interface TextValue {
  readonly $text: string;
  readonly case?: 'lower' | 'upper';
  /** The most characters; a longer text is a bad row, or is cut where `cut` says so, and noted. */
  readonly max?: number;
  readonly cut?: boolean;
  readonly blank?: BlankRule;
}

export interface MapValue {
  /** The name of one of the mapping's maps. */
  readonly $map: string;
  readonly of: Value;
  readonly blank?: BlankRule;
}

/** A calendar date (`$date`) or an instant (`$instant`), from a text in one of some formats. */
export type DateValue = ({ readonly $date: Value } | { readonly $instant: Value }) & {
  /** `iso` (default), or such as `dd-MM-yyyy HH:mm`; several are tried in turn. */
  readonly format?: string | readonly string[];
  /** The zone in which times without an offset were written. */
  readonly zone?: string;
  readonly plusDays?: number;
  readonly blank?: BlankRule;
};

/** `{ minor, currency }` from a decimal text. */
export interface MoneyValue extends NumberStyle {
  readonly $money: Value;
  readonly currency: Value;
  /** The number of units one stands for: 10000 where amounts are in 万元. */
  readonly times?: number;
  /** More digits than the currency has: a bad row (`exact`, default), or rounded half to even. */
  readonly rounding?: 'exact' | 'half-even';
  readonly blank?: BlankRule;
}

export interface IntegerValue extends NumberStyle {
  readonly $integer: Value;
  readonly times?: number;
  readonly rounding?: 'exact' | 'half-even';
  readonly min?: number;
  readonly max?: number;
  readonly blank?: BlankRule;
}

export interface FlagValue {
  readonly $flag: Value;
  readonly true: readonly string[];
  readonly false: readonly string[];
  readonly blank?: BlankRule;
}

/** The id of a record: always the same from the same kind and texts. */
export interface IdValue {
  readonly $id: string;
  readonly of: Value | readonly Value[];
}

export interface ChooseValue {
  readonly $choose: readonly { readonly when: Condition; readonly then: Value }[];
  readonly else: Value;
}

/** The first of some values that is not blank. */
export interface FirstValue {
  readonly $first: readonly Value[];
  readonly blank?: BlankRule;
}

/** The latest of some dates; noted in the report where it is not the first of them and `assumed` says why. */
export interface LaterValue {
  readonly $later: readonly Value[];
  readonly assumed?: string;
}
