import { Type } from '@zongheng/kernel';
import { Compile } from 'typebox/compile';
import { textOf } from '../planning/row-scope.ts';
import { under } from './faults.ts';
import type { Condition, Scalar } from './value-language.ts';
import { shapeFaults } from './shape-faults.ts';
import { compileLenient, type Surroundings, type Test } from './surroundings.ts';
import { conditionShapes } from './value-schema.ts';

const checks = new Map(Object.entries(conditionShapes(Type.Unknown(), Type.Unknown())).map(([name, shape]) => [name, Compile(shape)]));
const kinds = [...checks.keys()];
const never: Test = () => false;

/** Compiles a condition; what is wrong with it is added to the faults. */
export function compileCondition(condition: unknown, pointer: string, around: Surroundings): Test {
  const kind = typeof condition === 'object' && condition !== null ? Object.keys(condition)[0] : undefined;
  const check = kind === undefined ? undefined : checks.get(kind);
  if (check === undefined) {
    around.faults.add(pointer, `there is no condition "${kind ?? String(condition)}"`, `use one of ${kinds.join(', ')}`);
    return never;
  }
  const wrong = shapeFaults(check, condition, pointer);
  around.faults.found.push(...wrong);
  return wrong.length > 0 ? never : compiled(condition as Condition, pointer, around);
}

function compiled(condition: Condition, pointer: string, around: Surroundings): Test {
  if ('is' in condition) return isOneOf(condition.is[0], condition.is[1], under(under(pointer, 'is'), 0), around);
  if ('same' in condition) return isSame(condition.same, under(pointer, 'same'), around);
  if ('less' in condition) return isLess(condition.less, under(pointer, 'less'), around);
  if ('blank' in condition) {
    const { evaluate } = compileLenient(condition.blank, under(pointer, 'blank'), around);
    return (row) => textOf(evaluate(row)).trim() === '';
  }
  if ('found' in condition) return isFound(condition.found, under(pointer, 'found'), around);
  if ('first' in condition || 'last' in condition) return isPlaced(condition, pointer, around);
  if ('all' in condition) {
    const tests = condition.all.map((part, index) => around.condition(part, under(under(pointer, 'all'), index), around));
    return (row) => tests.every((test) => test(row));
  }
  if ('any' in condition) {
    const tests = condition.any.map((part, index) => around.condition(part, under(under(pointer, 'any'), index), around));
    return (row) => tests.some((test) => test(row));
  }
  const test = around.condition(condition.not, under(pointer, 'not'), around);
  return (row) => !test(row);
}

function isOneOf(value: unknown, wanted: Scalar | readonly Scalar[], pointer: string, around: Surroundings): Test {
  const { evaluate } = compileLenient(value, pointer, around);
  const texts = new Set((typeof wanted === 'object' ? wanted : [wanted]).map(String));
  return (row) => texts.has(textOf(evaluate(row)).trim());
}

function isSame(pair: readonly [unknown, unknown], pointer: string, around: Surroundings): Test {
  const one = compileLenient(pair[0], under(pointer, 0), around);
  const other = compileLenient(pair[1], under(pointer, 1), around);
  return (row) => textOf(one.evaluate(row)).trim() === textOf(other.evaluate(row)).trim();
}

/** Two numbers compare as numbers, everything else as texts: dates and instants do so rightly. */
function isLess(pair: readonly [unknown, unknown], pointer: string, around: Surroundings): Test {
  const less = compileLenient(pair[0], under(pointer, 0), around);
  const more = compileLenient(pair[1], under(pointer, 1), around);
  return (row) => {
    const one = less.evaluate(row);
    const other = more.evaluate(row);
    return typeof one === 'number' && typeof other === 'number' ? one < other : textOf(one) < textOf(other);
  };
}

function isFound(name: string, pointer: string, { names, faults }: Surroundings): Test {
  const found = names.found(name);
  if (found === null) {
    faults.add(
      pointer,
      `there is no join "${name}" in this step`,
      `give one of ${names.joins.map((join) => join.name).join(', ') || 'its "join"'}`,
    );
    return never;
  }
  return (row) => found(row) === true;
}

function isPlaced(condition: Extract<Condition, { first: boolean } | { last: boolean }>, pointer: string, around: Surroundings): Test {
  if (!around.isGrouped)
    around.faults.add(
      under(pointer, 'first' in condition ? 'first' : 'last'),
      'only the rows of a case are first or last',
      'give the step a "group"',
    );
  if ('first' in condition) return (row) => row.isFirst === condition.first;
  return (row) => row.isLast === condition.last;
}
