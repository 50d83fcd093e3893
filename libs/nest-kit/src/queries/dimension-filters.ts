import { type BusinessDate, type DimensionKind, isBusinessDate } from '@zongheng/kernel';
import { malformed } from './moments.ts';
import { listOf, type Parameter, soughtOf, unknownParameter } from './parameters.ts';
import type { DescribedParameter } from './query-route.ts';

/** Which keys of a dimension: those listed (null: none), or those of a range of dates. */
export type DimensionFilter =
  | {
      readonly keys: ReadonlySet<string | null>;
      /** A unit or region itself, without those below it. */
      readonly isOnly?: boolean;
    }
  | { readonly from?: BusinessDate; readonly to?: BusinessDate };

export type Dimensions = Readonly<Record<string, DimensionKind>>;

/** The filters that parameters state of dimensions: `stage=won`, `owner[in]=a,b`, `dueDate[gte]=2026-01-01`. @throws ProblemError */
export function dimensionFiltersOf(dimensions: Dimensions, parameters: readonly Parameter[]): Readonly<Record<string, DimensionFilter>> {
  const filters: Record<string, DimensionFilter> = {};
  for (const parameter of parameters) {
    const kind = Object.hasOwn(dimensions, parameter.name) ? dimensions[parameter.name] : undefined;
    if (!kind) throw unknownParameter(parameter.whole);
    const filter = parameter.operator === 'gte' || parameter.operator === 'lte' ? rangeOf(kind, parameter) : keysOf(parameter);
    filters[parameter.name] = together(filters[parameter.name], filter);
  }
  return filters;
}

function keysOf({ name, operator, text, whole }: Parameter): DimensionFilter {
  if (operator === null) return { keys: new Set([soughtOf(text, whole)]) };
  if (operator === 'in') return { keys: new Set(listOf(text, whole, 1000)) };
  if (operator === 'missing' && text === 'true') return { keys: new Set([null]) };
  if (operator === 'missing') throw malformed(whole, 'is not true');
  if (operator === 'only' && isTreeDimension(name)) return { keys: new Set([soughtOf(text, whole)]), isOnly: true };
  throw unknownParameter(whole);
}

function rangeOf(kind: DimensionKind, { operator, text, whole }: Parameter): DimensionFilter {
  if (kind !== 'date') throw unknownParameter(whole);
  if (!isBusinessDate(text)) throw malformed(whole, 'is no calendar date YYYY-MM-DD that exists, from 1900 to 2199');
  return operator === 'gte' ? { from: text } : { to: text };
}

/** Both must hold. */
function together(one: DimensionFilter | undefined, other: DimensionFilter): DimensionFilter {
  if (!one) return other;
  if ('keys' in one) {
    const isOnly = one.isOnly === true || ('keys' in other && other.isOnly === true);
    return { keys: new Set([...one.keys].filter((key) => allows(other, key))), isOnly };
  }
  if ('keys' in other) return together(other, one);
  return { ...one, ...other };
}

/** Whether a filter lets a key pass. */
export function allows(filter: DimensionFilter, key: string | null): boolean {
  if ('keys' in filter) return filter.keys.has(key);
  return key !== null && (filter.from === undefined || key >= filter.from) && (filter.to === undefined || key <= filter.to);
}

/** The parameters that state filters: where something asked for under them is explained. */
export function parametersOfFilters(filters: Readonly<Record<string, DimensionFilter>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, filter]) => statedAs(name, filter)));
}

function statedAs(name: string, filter: DimensionFilter): readonly (readonly [string, string])[] {
  if (!('keys' in filter)) {
    return [
      ...(filter.from === undefined ? [] : [[`${name}[gte]`, filter.from] as const]),
      ...(filter.to === undefined ? [] : [[`${name}[lte]`, filter.to] as const]),
    ];
  }
  const [key, ...more] = filter.keys;
  if (key === undefined || key === null) return [[`${name}[missing]`, 'true']];
  if (more.length > 0) return [[`${name}[in]`, [key, ...more].join(',')]];
  return [[filter.isOnly ? `${name}[only]` : name, key]];
}

/** Whether a filter by a dimension reaches down a tree. */
function isTreeDimension(name: string): boolean {
  return name === 'unit' || name === 'region';
}

const keyText = { type: 'string', maxLength: 400, pattern: '^[^\\u0000]*$' };
const dateText = { type: 'string', format: 'date', pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' };

/** The filters of dimensions in the documentation. */
export function dimensionParameters(dimensions: Dimensions): readonly DescribedParameter[] {
  return Object.entries(dimensions).flatMap(([name, kind]) => [
    { name, description: `${name} is`, schema: keyText },
    {
      name: `${name}[in]`,
      description: `${name} is one of, parted by commas`,
      schema: { type: 'string', maxLength: 2000, pattern: '^[^,\\u0000]{1,400}(,[^,\\u0000]{1,400})*$' },
    },
    ...(isTreeDimension(name) ? [{ name: `${name}[only]`, description: `${name} is, without those below it`, schema: keyText }] : []),
    { name: `${name}[missing]`, description: `true: has no ${name}`, schema: { type: 'boolean', enum: [true] } },
    ...(kind === 'date'
      ? [
          { name: `${name}[gte]`, description: `${name} is on or after`, schema: dateText },
          { name: `${name}[lte]`, description: `${name} is on or before`, schema: dateText },
        ]
      : []),
  ]);
}
