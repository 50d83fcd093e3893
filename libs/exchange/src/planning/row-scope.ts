import type { Scalar } from '../mapping/value-language.ts';
import type { Identities } from './identities.ts';
import type { ProblemCode } from './problems.ts';

/** What is wrong with a row: the column, what stood there. */
export interface RowFault {
  readonly code: ProblemCode;
  readonly column: string | null;
  readonly reason: string;
  readonly value: string | null;
}

/** What the mapping filled in where a row said nothing. */
export interface Assumption {
  readonly column: string | null;
  readonly because: string;
  readonly value: string;
}

/** What does not change from row to row. */
export interface World {
  /** The installation's time zone: the one business dates are of. */
  readonly timeZone: string;
  readonly identities: Identities;
  /** Whether rows of another input are there. */
  readonly joins: JoinReader;
}

/** Rows of another input by a key. */
export type JoinReader = (table: number, key: string) => { readonly cells: readonly string[] | null; readonly times: number };

/** What a value of a mapping can see of one row, and where it leaves what it finds wrong. One object serves all rows of a step. */
export interface RowScope {
  readonly world: World;
  cells: readonly string[];
  record: string;
  /** Values under `let`, once worked out; `notYet` before. */
  readonly lets: unknown[];
  /** Rows found by joins; undefined before they are looked up. */
  readonly joined: (readonly string[] | null | undefined)[];
  readonly remembered: Scalar[];
  isFirst: boolean;
  isLast: boolean;
  faults: RowFault[];
  assumed: Assumption[];
}

export const notYet: unique symbol = Symbol('not worked out yet');

/** A compiled value. Undefined: the member is left out, or the row is at fault and the fault was noted. */
export type Evaluate = (row: RowScope) => unknown;

export function newScope(
  world: World,
  sizes: { readonly lets: number; readonly joins: number; readonly remembered: readonly Scalar[] },
): RowScope {
  return {
    world,
    cells: [],
    record: '',
    lets: Array.from({ length: sizes.lets }, () => notYet),
    joined: Array.from({ length: sizes.joins }, () => undefined),
    remembered: [...sizes.remembered],
    isFirst: true,
    isLast: true,
    faults: [],
    assumed: [],
  };
}

/** Makes a scope ready for another row. */
export function nextRow(scope: RowScope, cells: readonly string[]): void {
  scope.cells = cells;
  scope.record = '';
  scope.lets.fill(notYet);
  scope.joined.fill(undefined);
  scope.faults = [];
  scope.assumed = [];
}

const shownMax = 200;

/** A value as a report shows it: at most 200 characters. */
export function shown(text: string): string {
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
}

export function fault(row: RowScope, code: ProblemCode, column: string | null, reason: string, value: string | null): undefined {
  row.faults.push({ code, column, reason, value: value === null ? null : shown(value) });
  return undefined;
}

/** A value as text: nothing is the empty text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
