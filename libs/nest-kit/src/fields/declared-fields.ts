import type { FieldKind, FieldsClass } from './kinds.ts';

/** How a field holds what it holds: one value, a list, or a map from keys. */
export type FieldShape =
  | { readonly kind: 'value'; readonly of: FieldKind }
  | { readonly kind: 'object'; readonly of: () => FieldsClass }
  | { readonly kind: 'list'; readonly of: FieldKind | (() => FieldsClass); readonly min: number; readonly max: number }
  | { readonly kind: 'map'; readonly of: FieldKind; readonly max: number };

export interface DeclaredField {
  readonly name: string;
  readonly shape: FieldShape;
  readonly optional: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

const declared = new Map<unknown, Map<string, DeclaredField>>();

/** Notes a field of a class; called by the decorators. */
export function declareField(of: unknown, field: DeclaredField): void {
  const fields = declared.get(of) ?? new Map<string, DeclaredField>();
  declared.set(of, fields.set(field.name, field));
}

/** The fields of a class, those of the classes it extends first. */
export function fieldsOf(of: FieldsClass): readonly DeclaredField[] {
  const chain: DeclaredField[] = [];
  for (let each: unknown = of; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    chain.unshift(...(declared.get(each)?.values() ?? []));
  }
  return [...new Map(chain.map((field) => [field.name, field])).values()];
}

/** Whether what a list is of is a class rather than a kind of value. */
export function isClassThunk(of: FieldKind | (() => FieldsClass)): of is () => FieldsClass {
  return typeof of === 'function';
}
