import { type Evaluate, fault, notYet, type RowScope, textOf } from '../planning/row-scope.ts';
import type { InputColumns } from './input-plan.ts';
import type { Join } from './language.ts';
import type { Scalar } from './value-language.ts';

/** A join of a step as names know it. */
export interface NamedJoin {
  readonly name: string;
  readonly join: Join;
  readonly columns: InputColumns;
  /** Which table of the run holds the rows looked in. */
  readonly table: number;
  key: Evaluate;
}

/** What a template may name in one step: `{record}`, values under `let`, what a case remembers, constants, joined columns, columns. */
export class Names {
  readonly lets: { readonly name: string; readonly evaluate: Evaluate }[] = [];
  readonly joins: NamedJoin[] = [];
  readonly remembered: { readonly name: string; readonly start: Scalar }[] = [];
  readonly constants: Readonly<Record<string, Scalar>>;
  readonly columns: InputColumns | null;

  constructor(constants: Readonly<Record<string, Scalar>>, columns: InputColumns | null) {
    this.constants = constants;
    this.columns = columns;
  }

  /** What a name stands for; null where it can stand for nothing (a step without an input has no columns). */
  resolve(name: string): Evaluate | null {
    if (name === 'record') return (row) => row.record;
    const letAt = this.lets.findIndex((known) => known.name === name);
    if (letAt >= 0) return letReader(letAt, this.lets[letAt]?.evaluate ?? (() => undefined));
    const rememberedAt = this.remembered.findIndex((known) => known.name === name);
    if (rememberedAt >= 0) return (row) => row.remembered[rememberedAt];
    if (Object.hasOwn(this.constants, name)) {
      const constant = this.constants[name];
      return () => constant;
    }
    return this.joinedColumn(name) ?? this.column(name);
  }

  /** Works a value out once a row, however often it is asked for. */
  remembering(evaluate: Evaluate): Evaluate {
    return letReader(this.lets.push({ name: '', evaluate }) - 1, evaluate);
  }

  /** How to learn whether a join found its row; null where there is no such join. */
  found(name: string): Evaluate | null {
    const at = this.joins.findIndex((known) => known.name === name);
    const named = this.joins[at];
    return named === undefined ? null : (row) => lookUp(row, at, named, false) !== null;
  }

  private joinedColumn(name: string): Evaluate | null {
    const dot = name.indexOf('.');
    const at = dot < 0 ? -1 : this.joins.findIndex((known) => known.name === name.slice(0, dot));
    const named = this.joins[at];
    if (named === undefined) return null;
    const place = named.columns.placeOf(name.slice(dot + 1));
    return (row) => {
      const cells = lookUp(row, at, named, true);
      return cells === missed ? undefined : (cells?.[place] ?? '');
    };
  }

  private column(name: string): Evaluate | null {
    if (this.columns === null) return null;
    const place = this.columns.placeOf(name);
    return (row) => row.cells[place] ?? '';
  }
}

function letReader(at: number, evaluate: Evaluate): Evaluate {
  return (row) => {
    const known = row.lets[at];
    if (known !== notYet) return known;
    row.lets[at] = undefined;
    const value = evaluate(row);
    row.lets[at] = value;
    return value;
  };
}

/** The row a join finds, looked up once a row; a missing or ambiguous one is a fault where the mapping does not say otherwise. */
function lookUp(row: RowScope, at: number, named: NamedJoin, isNeeded: boolean): readonly string[] | null {
  const { join, name } = named;
  let cells = row.joined[at];
  if (cells === undefined) {
    row.joined[at] = null;
    const key = textOf(named.key(row));
    const found = key === '' ? nothing : row.world.joins(named.table, key);
    cells = found.cells;
    if (found.times > 1 && (join.repeated ?? 'reject') === 'reject') {
      fault(row, 'IMPORT.JOIN_REPEATED', name, `${found.times} rows of ${join.input} have this ${join.by}`, key);
    }
    row.joined[at] = cells;
  }
  if (cells === null && isNeeded && (join.missing ?? 'reject') === 'reject') {
    cells = missed;
    row.joined[at] = cells;
    fault(row, 'IMPORT.JOIN_MISSING', name, `no row of ${join.input} has this ${join.by}`, textOf(named.key(row)));
  }
  return cells;
}

const nothing = { cells: null, times: 0 } as const;
/** Stands for a row whose absence was noted as a fault. */
const missed: readonly string[] = [];
