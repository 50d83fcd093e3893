import { getMetadataStorage, type ValidationArguments, ValidationTypes, type ValidatorConstraintInterface } from 'class-validator';
import { fieldsOf, isClassThunk } from './declared-fields.ts';
import type { FieldsClass } from './kinds.ts';

type Plain = Readonly<Record<string, unknown>>;
type Check = (value: unknown, object: Plain) => boolean;

interface CompiledField {
  readonly name: string;
  /** All must hold for the field to be looked at. */
  readonly conditions: Check[];
  readonly checks: Check[];
}

/**
 * What class-validator's own metadata say of a class, gathered once into a flat list of its own validators: tens of times faster than
 * walking the metadata for each object. It says yes or no; the words for a no come from class-validator itself.
 */
export interface CompiledCheck {
  readonly names: ReadonlySet<string>;
  accepts(value: Plain): boolean;
}

const compiled = new Map<FieldsClass, CompiledCheck>();

/** The check of a class, made once. @throws Error for a class whose validators wait or depend on groups: neither belongs at the door. */
export function compiledCheck(of: FieldsClass): CompiledCheck {
  const known = compiled.get(of);
  if (known) return known;
  const fields = compiledFields(of);
  const names = new Set(fields.map((field) => field.name));
  const check: CompiledCheck = { names, accepts: (value) => acceptedBy(fields, names, value) };
  compiled.set(of, check);
  return check;
}

function acceptedBy(fields: readonly CompiledField[], names: ReadonlySet<string>, object: Plain): boolean {
  for (const name in object) if (!names.has(name)) return false;
  for (const field of fields) {
    const value = object[field.name];
    if (isLookedAt(field, value, object)) {
      for (const check of field.checks) if (!check(value, object)) return false;
    }
  }
  return true;
}

function isLookedAt({ conditions }: CompiledField, value: unknown, object: Plain): boolean {
  for (const condition of conditions) if (!condition(value, object)) return false;
  return true;
}

function compiledFields(of: FieldsClass): CompiledField[] {
  const fields = new Map<string, CompiledField>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(of, '', false, false)) {
    const groups: readonly string[] | undefined = metadata.groups;
    if ((groups && groups.length > 0) || metadata.type === ValidationTypes.PROMISE_VALIDATION) {
      throw new Error(`${of.name}.${metadata.propertyName}: validators that wait or have groups cannot stand in a body`);
    }
    const { propertyName: name } = metadata;
    const field = fields.get(name) ?? { name, conditions: [], checks: [] };
    fields.set(name, field);
    if (metadata.type === ValidationTypes.CONDITIONAL_VALIDATION) {
      const [holds] = metadata.constraints as readonly ((object: Plain, value: unknown) => boolean)[];
      if (holds) field.conditions.push((value, object) => holds(object, value));
    } else if (metadata.type === ValidationTypes.NESTED_VALIDATION) {
      field.checks.push(nestedCheck(of, name));
    } else if (metadata.type === ValidationTypes.CUSTOM_VALIDATION) {
      for (const constraint of getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls)) {
        const validator = constraint.instance;
        const { constraints, each, validateIf } = metadata;
        const one = validatorCheck(validator, { constraints, targetName: of.name, property: name });
        const check: Check = each ? (value, object) => !Array.isArray(value) || value.every((item) => one(item, object)) : one;
        field.checks.push(validateIf ? (value, object) => !validateIf(object, value) || check(value, object) : check);
      }
    }
  }
  return [...fields.values()];
}

function validatorCheck(validator: ValidatorConstraintInterface, given: Omit<ValidationArguments, 'object' | 'value'>): Check {
  const { constraints, targetName, property } = given;
  return (value, object) => {
    const answer = validator.validate(value, { constraints, targetName, property, object, value });
    if (typeof answer !== 'boolean')
      throw new Error(`${given.targetName}.${given.property}: a validator that waits cannot stand in a body`);
    return answer;
  };
}

/** A field that holds objects of another class: that class's own check, found when first needed, so that classes may refer to each other. */
function nestedCheck(of: FieldsClass, name: string): Check {
  let nested: CompiledCheck | null = null;
  return (value) => {
    nested ??= compiledCheck(nestedClass(of, name));
    const { accepts } = nested;
    return Array.isArray(value) ? value.every((item) => isPlain(item) && accepts(item)) : isPlain(value) && accepts(value);
  };
}

/** The class of what a field holds. @throws Error where it was declared by other decorators than those of the kit. */
export function nestedClass(of: FieldsClass, name: string): FieldsClass {
  const shape = fieldsOf(of).find((field) => field.name === name)?.shape;
  if (shape?.kind === 'object') return shape.of();
  if (shape?.kind === 'list' && isClassThunk(shape.of)) return shape.of();
  throw new Error(`${of.name}.${name}: declare nested objects by ObjectField or ListField`);
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
