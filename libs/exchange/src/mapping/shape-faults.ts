import type { Validator } from 'typebox/compile';
import { type MappingFault, under } from './faults.ts';

/** What a shape finds wrong with a document, in words that say what to do. */
export function shapeFaults(check: Validator, document: unknown, pointer: string): readonly MappingFault[] {
  if (check.Check(document)) return [];
  const errors = check.Errors(document);
  const faults = errors.flatMap((error): MappingFault[] => {
    const at = pointer + error.instancePath;
    const found = shownAt(document, error.instancePath);
    switch (error.keyword) {
      case 'boolean':
      case 'const':
        return [];
      case 'additionalProperties':
        return namesOf(error.params, 'additionalProperties').map((name) => ({
          pointer: under(at, name),
          found: `"${name}" is not known here`,
          remedy: 'leave it out, or see how it is spelt',
        }));
      case 'required':
        return namesOf(error.params, 'requiredProperties').map((name) => ({
          pointer: under(at, name),
          found: `"${name}" is missing`,
          remedy: 'add it',
        }));
      case 'enum':
        return [{ pointer: at, found, remedy: `give one of ${namesOf(error.params, 'allowedValues').join(', ')}` }];
      case 'type':
        return [{ pointer: at, found, remedy: `give a value of the type ${namesOf(error.params, 'type').join(' or ')}` }];
      default:
        return [{ pointer: at, found, remedy: `it ${error.message}` }];
    }
  });
  return faults.length > 0 ? faults : [{ pointer, found: shownAt(document, ''), remedy: 'see the schema of mappings' }];
}

function namesOf(params: object, member: string): readonly string[] {
  const value: unknown = Reflect.get(params, member);
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

function shownAt(document: unknown, instancePath: string): string {
  let value = document;
  for (const part of instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  const text = JSON.stringify(value) ?? 'nothing';
  return `${text.length > 80 ? `${text.slice(0, 80)}…` : text} stands here`;
}
