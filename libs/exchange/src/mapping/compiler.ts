import { Type } from '@zongheng/kernel';
import { Compile } from 'typebox/compile';
import { under } from './faults.ts';
import { compileOperator, isOperatorName, operatorNames } from './operators.ts';
import { shapeFaults } from './shape-faults.ts';
import { type Compiled, compiledNothing, type Surroundings } from './surroundings.ts';
import { compileTemplate } from './template.ts';
import { operatorShapes } from './value-schema.ts';

const checks = new Map(Object.entries(operatorShapes(Type.Unknown(), Type.Unknown())).map(([name, shape]) => [name, Compile(shape)]));

/** Compiles a value of a mapping; what is wrong with it is added to the faults. */
export function compileValue(value: unknown, pointer: string, around: Surroundings): Compiled {
  if (typeof value === 'string') return template(value, pointer, around);
  if (value === null || typeof value !== 'object') return constant(value, pointer, around);
  if (Array.isArray(value)) return list(value, pointer, around);
  const operators = Object.keys(value).filter((member) => member.startsWith('$'));
  return operators.length === 0 ? members(value, pointer, around) : operator(value, operators, pointer, around);
}

function template(text: string, pointer: string, { names, faults, blanks }: Surroundings): Compiled {
  try {
    return compileTemplate(text, names, blanks);
  } catch (error) {
    faults.add(
      pointer,
      error instanceof Error ? error.message : String(error),
      'name a column between braces; write {{ for a brace itself',
    );
    return compiledNothing;
  }
}

function constant(value: unknown, pointer: string, { faults }: Surroundings): Compiled {
  if (value === undefined) faults.add(pointer, 'there is no value', 'give one');
  return { evaluate: () => value, column: null };
}

function list(values: readonly unknown[], pointer: string, around: Surroundings): Compiled {
  const items = values.map((item, index) => around.compile(item, under(pointer, index), around));
  return {
    column: items[0]?.column ?? null,
    evaluate: (row) => items.map((item) => item.evaluate(row)).filter((item) => item !== undefined),
  };
}

function members(value: object, pointer: string, around: Surroundings): Compiled {
  const compiled = Object.entries(value).map(([name, member]) => [name, around.compile(member, under(pointer, name), around)] as const);
  return {
    column: compiled[0]?.[1].column ?? null,
    evaluate(row) {
      const made: Record<string, unknown> = {};
      for (const [name, member] of compiled) {
        const result = member.evaluate(row);
        if (result !== undefined) made[name] = result;
      }
      return made;
    },
  };
}

function operator(value: object, operators: readonly string[], pointer: string, around: Surroundings): Compiled {
  const [name, second] = operators;
  if (name === undefined || second !== undefined || !isOperatorName(name)) {
    around.faults.add(pointer, `there is no operator ${operators.join(' with ')}`, `use one of ${operatorNames.join(' ')}`);
    return compiledNothing;
  }
  const check = checks.get(name);
  const wrong = check === undefined ? [] : shapeFaults(check, value, pointer);
  if (wrong.length > 0) {
    around.faults.found.push(...wrong);
    return compiledNothing;
  }
  return compileOperator(name, value, pointer, around);
}
