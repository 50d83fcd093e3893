import { compileCondition } from './condition.ts';
import type { CompiledCommand, CompiledGroup, CompiledStep, JoinTable } from './compiled.ts';
import { compileValue } from './compiler.ts';
import { MappingFaults, under } from './faults.ts';
import type { InputColumns } from './input-plan.ts';
import type { CommandRule, Group, Join, Mapping, Step } from './language.ts';
import type { Value } from './value-language.ts';
import { Names } from './names.ts';
import { compileLenient, type Compiled, compiledNothing, type Surroundings } from './surroundings.ts';

/** What the steps of a mapping have in common while they are compiled. */
export interface MappingParts {
  readonly mapping: Mapping;
  readonly inputs: ReadonlyMap<string, InputColumns>;
  readonly tables: JoinTable[];
  readonly faults: MappingFaults;
}

export function compileStep(step: Step, pointer: string, parts: MappingParts): CompiledStep {
  const { mapping, faults, inputs } = parts;
  const input = step.from === undefined ? null : (inputs.get(step.from) ?? null);
  if (step.from !== undefined && input === null) {
    faults.add(under(pointer, 'from'), `there is no input "${step.from}"`, `give one of ${[...inputs.keys()].join(', ')}`);
  }
  const names = new Names(mapping.constants ?? {}, input);
  const around: Surroundings = {
    names,
    faults,
    maps: mapping.maps ?? {},
    records: mapping.records,
    blanks: 'faulty',
    isGrouped: step.group !== undefined,
    compile: compileValue,
    condition: compileCondition,
  };
  for (const [name, { start }] of Object.entries(step.group?.remember ?? {})) names.remembered.push({ name, start });
  declareJoins(step, under(pointer, 'join'), names, parts);
  for (const [name, value] of Object.entries(step.let ?? {})) {
    names.lets.push({ name, evaluate: compileValue(value, under(under(pointer, 'let'), name), around).evaluate });
  }
  compileJoinKeys(step, under(pointer, 'join'), around);
  const on = stepDate(step, pointer, around);
  checkStep(step, pointer, faults);
  return {
    name: step.step,
    input,
    lets: names.lets.length,
    joins: names.joins,
    remembered: names.remembered.map(({ start }) => start),
    skip: (step.skip ?? []).map(({ when, because }, index) => ({
      when: compileCondition(when, under(under(under(pointer, 'skip'), index), 'when'), around),
      because,
    })),
    distinct: step.distinct === undefined ? null : compileValue(step.distinct, under(pointer, 'distinct'), around),
    group: step.group === undefined ? null : compileGroup(step.group, under(pointer, 'group'), around),
    record: compileValue(step.record, under(pointer, 'record'), around),
    key: compileKey(step, pointer, around),
    commands: step.commands.map((rule, index) => compileCommand(rule, step, under(under(pointer, 'commands'), index), on, around)),
  };
}

function declareJoins(step: Step, pointer: string, names: Names, { inputs, tables, faults }: MappingParts): void {
  for (const [name, join] of Object.entries(step.join ?? {})) {
    const columns = inputs.get(join.input);
    if (columns === undefined) {
      faults.add(under(under(pointer, name), 'input'), `there is no input "${join.input}"`, `give one of ${[...inputs.keys()].join(', ')}`);
      continue;
    }
    names.joins.push({ name, join, columns, table: tableOf(join, columns, tables), key: () => undefined });
  }
}

function tableOf(join: Join, input: InputColumns, tables: JoinTable[]): number {
  const by = input.placeOf(join.by);
  const keep = join.repeated === 'last' ? 'last' : 'first';
  const known = tables.findIndex((table) => table.input === input && table.by === by && table.keep === keep);
  return known >= 0 ? known : tables.push({ input, by, keep }) - 1;
}

function compileJoinKeys(step: Step, pointer: string, around: Surroundings): void {
  for (const named of around.names.joins) {
    const key = step.join?.[named.name]?.key;
    named.key = compileLenient(key, under(under(pointer, named.name), 'key'), around).evaluate;
  }
}

function compileGroup(group: Group, pointer: string, around: Surroundings): CompiledGroup {
  return {
    by: compileValue(group.by, under(pointer, 'by'), around),
    order: compileValue(group.order, under(pointer, 'order'), around),
    then: Object.entries(group.remember ?? {}).map(([name, { then }]) =>
      compileLenient(then, under(under(under(pointer, 'remember'), name), 'then'), around),
    ),
    rowsMax: group.rowsMax ?? 10_000,
  };
}

function compileKey(step: Step, pointer: string, around: Surroundings): Compiled {
  if (step.key !== undefined) return compileValue(step.key, under(pointer, 'key'), around);
  if (step.group !== undefined)
    around.faults.add(under(pointer, 'key'), 'a step of cases has no key', 'say what tells one row of a case from another');
  // What is wrong with it was told with the record.
  return compileValue(step.record.of, under(under(pointer, 'record'), 'of'), { ...around, faults: new MappingFaults() });
}

/** The date of a whole row, worked out once for all its commands. */
function stepDate(step: Step, pointer: string, { names, ...around }: Surroundings): Compiled | null {
  if (step.on === undefined) return null;
  const { evaluate, column } = compileValue(step.on, under(pointer, 'on'), { names, ...around });
  return { column, evaluate: names.remembering(evaluate) };
}

function compileCommand(rule: CommandRule, step: Step, pointer: string, on: Compiled | null, around: Surroundings): CompiledCommand {
  const optional = (member: 'id' | 'on' | 'occurredAt' | 'once', value: Value | undefined): Compiled | null =>
    value === undefined ? null : compileValue(value, under(pointer, member), around);
  return {
    command: rule.command,
    as: rule.as === undefined ? rule.command : `${rule.command}.${rule.as}`,
    when: rule.when === undefined ? null : compileCondition(rule.when, under(pointer, 'when'), around),
    id: optional('id', rule.id),
    body: typeof rule.body === 'object' ? compileValue(rule.body, under(pointer, 'body'), around) : compiledNothing,
    on: rule.on === undefined ? on : optional('on', rule.on),
    occurredAt: optional('occurredAt', rule.occurredAt),
    once: optional('once', rule.once),
    mayExist:
      rule.ifExists === undefined ? around.records[kindOf(rule.id ?? step.record, step)]?.master === true : rule.ifExists === 'skip',
  };
}

/** The kind of record that an id is of: said where it is made, or where its name is explained. The step’s own where neither tells. */
function kindOf(id: Value, step: Step): string {
  if (typeof id === 'object' && id !== null && '$id' in id && typeof id.$id === 'string') return id.$id;
  const named = typeof id === 'string' ? step.let?.[id.replace(/^\{(.*)\}$/u, '$1')] : undefined;
  return named === undefined ? step.record.$id : kindOf(named, { ...step, let: {} });
}

function checkStep(step: Step, pointer: string, faults: MappingFaults): void {
  if (step.group !== undefined && step.from === undefined) {
    faults.add(under(pointer, 'group'), 'a step without an input has no cases', 'give it an input ("from")');
  }
  if (step.group !== undefined && step.distinct !== undefined) {
    faults.add(under(pointer, 'distinct'), 'a step has cases or distinct rows, not both', 'make two steps of it');
  }
  const known = new Set<string>();
  step.commands.forEach(({ command, as }, index) => {
    const name = `${command}.${as ?? ''}`;
    if (known.has(name)) {
      faults.add(under(under(pointer, 'commands'), index), `${command} is given twice in this step`, 'tell the two apart by "as"');
    }
    known.add(name);
  });
}
