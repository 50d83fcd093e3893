import { ProblemError } from '../http/http-problems.ts';

/** A parameter as it came: `amount[gte]=1000` is the name `amount`, the operator `gte` and the text `1000`. */
export interface Parameter {
  readonly whole: string;
  readonly name: string;
  /** Null for a plain parameter. */
  readonly operator: string | null;
  readonly text: string;
}

const named = /^([A-Za-z][A-Za-z0-9_]*|attr\.[^[\]]{1,64})(?:\[([a-z]+)\])?$/;
const textMax = 2000;

/** The parameters of a query string, each once. @throws ProblemError for one that comes twice, is too long or malformed. */
export function parametersOf(query: unknown): readonly Parameter[] {
  return Object.entries((query ?? {}) as Readonly<Record<string, unknown>>).map(([whole, value]) => {
    if (typeof value !== 'string') {
      throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${shown(whole)} is given more than once`, { field: shown(whole) });
    }
    const [, name, operator] = named.exec(whole) ?? [];
    if (name === undefined) throw unknownParameter(whole);
    if (value.length > textMax)
      throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${whole} has more than ${textMax} characters`, { field: whole });
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${whole} holds a character that is not taken`, { field: whole });
    }
    return { whole, name, operator: operator ?? null, text: value };
  });
}

export function unknownParameter(whole: string): ProblemError {
  return new ProblemError('QUERY.PARAMETER_UNKNOWN', `there is no parameter ${shown(whole)} here`, { field: shown(whole) });
}

/** Takes the plain parameters of some names out of a list; the rest is left for whoever knows them. */
export function takePlain<Name extends string>(
  parameters: readonly Parameter[],
  names: readonly Name[],
): { readonly taken: { readonly [N in Name]?: string }; readonly rest: readonly Parameter[] } {
  const known = new Set<string>(names);
  const taken: Record<string, string> = {};
  const rest: Parameter[] = [];
  for (const parameter of parameters) {
    if (parameter.operator === null && known.has(parameter.name)) taken[parameter.name] = parameter.text;
    else rest.push(parameter);
  }
  return { taken: taken as { readonly [N in Name]?: string }, rest };
}

/** A count between bounds. @throws ProblemError */
export function countOf(text: string | undefined, field: string, bounds: { readonly default: number; readonly max: number }): number {
  if (text === undefined) return bounds.default;
  const count = /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= bounds.max) return count;
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${field} is not a number from 1 to ${bounds.max}`, { field });
}

/** The longest key or text that can be looked for. */
export const soughtMax = 400;

/** A text that is looked for. @throws ProblemError where it is too long to be one. */
export function soughtOf(text: string, field: string): string {
  if (text.length <= soughtMax) return text;
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${field} has more than ${soughtMax} characters`, { field });
}

/** Parts a list at its commas. Empty parts are refused. @throws ProblemError */
export function listOf(text: string, field: string, max = 200): readonly string[] {
  const parts = text.split(',');
  if (parts.length <= max && parts.every((part) => part !== '')) return parts.map((part) => soughtOf(part, field));
  throw new ProblemError('QUERY.PARAMETER_MALFORMED', `${field} is not a list of 1 to ${max} values parted by commas`, { field });
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
