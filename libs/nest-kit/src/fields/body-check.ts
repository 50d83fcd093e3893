import { type ValidationError, validateSync } from 'class-validator';
import { compiledCheck, isPlain } from './compiled-check.ts';
import { fieldsOf, isClassThunk } from './declared-fields.ts';
import type { FieldsClass } from './kinds.ts';

/** What is wrong with one field: where, as a JSON pointer, and what. */
export interface FieldFault {
  readonly pointer: string;
  readonly detail: string;
}

type Plain = Readonly<Record<string, unknown>>;

/** The faults of a body against a class of fields; none where it may pass. Unknown fields are faults. Never more than fifty are named. */
export function faultsOfBody(of: FieldsClass, body: unknown): readonly FieldFault[] {
  if (!isPlain(body)) return [{ pointer: '', detail: 'must be an object' }];
  if (compiledCheck(of).accepts(body)) return [];
  const words = validateSync(instanceOf(of, body), { forbidUnknownValues: true });
  return [...unknownIn(of, body, ''), ...words.flatMap((error) => faultsIn(error, ''))].slice(0, 50);
}

function faultsIn(error: ValidationError, above: string): FieldFault[] {
  const pointer = `${above}/${escaped(error.property)}`;
  const own = Object.values(error.constraints ?? {}).slice(0, 1);
  const below = own.length > 0 ? [] : (error.children ?? []);
  return [...own.map((detail) => ({ pointer, detail })), ...below.flatMap((child) => faultsIn(child, pointer))];
}

/** Fields that nobody declared, found here: class-validator takes names that every object inherits for known. */
function unknownIn(of: FieldsClass, body: Plain, above: string): FieldFault[] {
  const { names } = compiledCheck(of);
  const unknown = Object.keys(body).filter((name) => !names.has(name));
  const faults = unknown.map((name) => ({ pointer: `${above}/${escaped(name)}`, detail: 'is not a field of this body' }));
  for (const { name, nested, items } of nestedIn(of, body)) {
    items.forEach((item, index) => {
      const pointer = Array.isArray(body[name]) ? `${above}/${name}/${index}` : `${above}/${name}`;
      if (isPlain(item)) faults.push(...unknownIn(nested, item, pointer));
    });
  }
  return faults;
}

/** An instance of a class with nested instances, as class-validator wants them. */
export function instanceOf(of: FieldsClass, body: Plain): object {
  const instance = Object.create(of.prototype) as Record<string, unknown>;
  for (const name of compiledCheck(of).names) if (Object.hasOwn(body, name)) instance[name] = body[name];
  for (const { name, nested, items } of nestedIn(of, body)) {
    const instances = items.map((item) => (isPlain(item) ? instanceOf(nested, item) : item));
    instance[name] = Array.isArray(body[name]) ? instances : instances[0];
  }
  return instance;
}

function nestedIn(of: FieldsClass, body: Plain): { name: string; nested: FieldsClass; items: readonly unknown[] }[] {
  return fieldsOf(of).flatMap(({ name, shape }) => {
    const value = body[name];
    if (shape.kind === 'object') return [{ name, nested: shape.of(), items: [value] }];
    if (shape.kind === 'list' && isClassThunk(shape.of) && Array.isArray(value)) return [{ name, nested: shape.of(), items: value }];
    return [];
  });
}

/** A member's name in a JSON pointer (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
