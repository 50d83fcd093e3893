import { createHash } from 'node:crypto';
import { canonicalJson, Type } from '@zongheng/kernel';
import { Compile } from 'typebox/compile';
import { compileStep, type MappingParts } from './compile-step.ts';
import type { CompiledMapping } from './compiled.ts';
import { MappingError, MappingFaults, under } from './faults.ts';
import { InputColumns } from './input-plan.ts';
import type { Mapping } from './language.ts';
import type { Scalar } from './value-language.ts';
import { mappingShape } from './schema.ts';
import { shapeFaults } from './shape-faults.ts';

const check = Compile(mappingShape({ value: Type.Unknown(), condition: Type.Unknown() }));

/**
 * Checks a document and makes it ready to run.
 * @param constants values that take the place of the mapping’s own constants, by name; texts, read as what the constant is.
 * @throws MappingError with everything that is wrong with it.
 */
export function compileMapping(document: unknown, constants: Readonly<Record<string, string>> = {}): CompiledMapping {
  const wrong = shapeFaults(check, document, '');
  if (wrong.length > 0) throw new MappingError(wrong);
  const faults = new MappingFaults();
  const mapping = withConstants(document as Mapping, constants, faults);
  const inputs = new Map(Object.entries(mapping.inputs).map(([name, input]) => [name, new InputColumns(name, input)]));
  const parts: MappingParts = { mapping, inputs, tables: [], faults };
  const steps = mapping.steps.map((step, index) => compileStep(step, under('/steps', index), parts));
  checkInputs(mapping, faults);
  checkSteps(mapping, faults);
  faults.throwIfAny();
  return {
    name: mapping.mapping,
    namespace: mapping.namespace ?? mapping.mapping,
    hash: createHash('sha256').update(canonicalJson(mapping)).digest('hex'),
    inputs: [...inputs.values()],
    masters: new Set(Object.entries(mapping.records).flatMap(([kind, { master }]) => (master === true ? [kind] : []))),
    tables: parts.tables,
    steps,
  };
}

function withConstants(mapping: Mapping, given: Readonly<Record<string, string>>, faults: MappingFaults): Mapping {
  const constants: Record<string, Scalar> = { ...mapping.constants };
  for (const [name, text] of Object.entries(given)) {
    const before = Object.hasOwn(constants, name) ? constants[name] : undefined;
    const value = before === undefined ? null : readAs(before, text);
    if (value !== null) constants[name] = value;
    else if (before !== undefined) faults.add(under('/constants', name), `"${text}" was given`, `give a ${typeof before}`);
    else faults.add(under('/constants', name), `the mapping has no constant "${name}"`, `give one of ${Object.keys(constants).join(', ')}`);
  }
  return Object.keys(given).length === 0 ? mapping : { ...mapping, constants };
}

function readAs(before: Scalar, text: string): Scalar | null {
  if (typeof before === 'string') return text;
  if (typeof before === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
}

function checkInputs(mapping: Mapping, faults: MappingFaults): void {
  for (const [name, input] of Object.entries(mapping.inputs)) {
    const pointer = under('/inputs', name);
    const { delimiter } = input;
    if (delimiter !== undefined && delimiter !== 'auto' && [...delimiter].length !== 1) {
      faults.add(under(pointer, 'delimiter'), `"${delimiter}" stands here`, 'give one character, or auto');
    }
    for (const [column, header] of Object.entries(input.columns ?? {})) {
      if (input.header === false && typeof header !== 'number') {
        faults.add(
          under(under(pointer, 'columns'), column),
          `"${header}" stands here`,
          'without a header, give the column’s number from 1',
        );
      }
    }
  }
}

function checkSteps(mapping: Mapping, faults: MappingFaults): void {
  const names = mapping.steps.map(({ step }) => step);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) {
      faults.add(under(under('/steps', index), 'step'), `the step "${name}" stands here again`, 'give each step its own name');
    }
  });
}
