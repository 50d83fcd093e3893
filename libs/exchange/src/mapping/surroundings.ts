import type { Evaluate, RowScope } from '../planning/row-scope.ts';
import { fault, textOf } from '../planning/row-scope.ts';
import { type MappingFaults, under } from './faults.ts';
import type { RecordKind, ValueMap } from './language.ts';
import type { Names } from './names.ts';
import type { BlankRule } from './value-language.ts';

/** What values of one step are compiled with. */
export interface Surroundings {
  readonly names: Names;
  readonly maps: Readonly<Record<string, ValueMap>>;
  readonly records: Readonly<Record<string, RecordKind>>;
  readonly faults: MappingFaults;
  /** In conditions, keys of joins and inside operators a blank is no fault by itself. */
  readonly blanks: 'allowed' | 'faulty';
  /** Whether the rows of a step are those of cases, which have a first and a last one. */
  readonly isGrouped: boolean;
  readonly compile: (value: unknown, pointer: string, around: Surroundings) => Compiled;
  readonly condition: (condition: unknown, pointer: string, around: Surroundings) => Test;
}

/** A compiled value and the first column it reads, for messages. */
export interface Compiled {
  readonly evaluate: Evaluate;
  readonly column: string | null;
}

export type Test = (row: RowScope) => boolean;

export const compiledNothing: Compiled = { evaluate: () => undefined, column: null };

/** Compiles a value that may be blank. */
export function compileLenient(value: unknown, pointer: string, around: Surroundings): Compiled {
  return around.compile(value, pointer, around.blanks === 'allowed' ? around : { ...around, blanks: 'allowed' });
}

/** What an operator does with a text that is not blank. */
export type FromText = (text: string, row: RowScope, column: string | null) => unknown;

/** An operator on a text: works out the text, minds the rule for blanks, and leaves the rest to `then`. */
export function onText(
  source: Compiled,
  value: { readonly blank?: BlankRule },
  pointer: string,
  around: Surroundings,
  then: FromText,
): Compiled {
  const whenBlank = blankRule(value.blank ?? (around.blanks === 'allowed' ? 'omit' : 'reject'), source.column, pointer, around);
  const { column } = source;
  return {
    column,
    evaluate(row) {
      const text = textOf(source.evaluate(row)).trim();
      return text === '' ? whenBlank(row) : then(text, row, column);
    },
  };
}

/** What becomes of a blank, by its rule. */
export function blankRule(rule: BlankRule, column: string | null, pointer: string, around: Surroundings): Evaluate {
  if (rule === 'omit') return () => undefined;
  if (rule === 'null') return () => null;
  if (rule === 'reject') {
    return (row) =>
      row.faults.length > 0
        ? undefined
        : fault(row, 'IMPORT.BLANK', column, `${column === null ? 'the value' : `{${column}}`} is blank`, null);
  }
  const { assumed } = rule;
  const use = around.compile(rule.use, under(under(pointer, 'blank'), 'use'), around);
  return (row) => {
    const value = use.evaluate(row);
    if (assumed !== undefined) row.assumed.push({ column, because: assumed, value: textOf(value) });
    return value;
  };
}
