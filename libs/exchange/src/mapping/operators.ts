import type { Compiled, Surroundings } from './surroundings.ts';
import type { ChooseValue, FirstValue, FlagValue, IdValue, LaterValue, MapValue, TextValue } from './value-language.ts';
import { compileChoose, compileFirst, compileLater } from './choice-operators.ts';
import { compileDate } from './date-operators.ts';
import { compileInteger, compileMoney } from './number-operators.ts';
import { compileFlag, compileId, compileMap, compileText } from './text-operators.ts';
import type { DateValue, IntegerValue, MoneyValue } from './value-language.ts';

type Compiler = (value: never, pointer: string, around: Surroundings) => Compiled;

const compilers = {
  $text: (value: TextValue, pointer: string, around: Surroundings) => compileText(value, pointer, around),
  $map: (value: MapValue, pointer: string, around: Surroundings) => compileMap(value, pointer, around),
  $date: (value: DateValue, pointer: string, around: Surroundings) => compileDate(value, pointer, around),
  $instant: (value: DateValue, pointer: string, around: Surroundings) => compileDate(value, pointer, around),
  $money: (value: MoneyValue, pointer: string, around: Surroundings) => compileMoney(value, pointer, around),
  $integer: (value: IntegerValue, pointer: string, around: Surroundings) => compileInteger(value, pointer, around),
  $flag: (value: FlagValue, pointer: string, around: Surroundings) => compileFlag(value, pointer, around),
  $id: (value: IdValue, pointer: string, around: Surroundings) => compileId(value, pointer, around),
  $choose: (value: ChooseValue, pointer: string, around: Surroundings) => compileChoose(value, pointer, around),
  $first: (value: FirstValue, pointer: string, around: Surroundings) => compileFirst(value, pointer, around),
  $later: (value: LaterValue, pointer: string, around: Surroundings) => compileLater(value, pointer, around),
} satisfies Record<string, Compiler>;

export type OperatorName = keyof typeof compilers;
export const operatorNames = Object.keys(compilers);

export function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(compilers, name);
}

/** Compiles an operator whose shape was checked. */
export function compileOperator(name: OperatorName, value: object, pointer: string, around: Surroundings): Compiled {
  const compile: Compiler = compilers[name];
  return compile(value as never, pointer, around);
}
