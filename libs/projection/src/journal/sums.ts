import { markNonZero, sumOfLimbs } from './exact.ts';
import { addValues, countRows, totalOf } from './kernels.ts';
import type { Table } from './table.ts';

/** The sums of every group, by measure, in limbs where any table is. */
export class Sums {
  /** The columns of the measures asked for. */
  readonly #measures: readonly number[];
  readonly #low: Float64Array[];
  readonly #high: (Float64Array | null)[];
  /** How many rows each group has, where that is asked for. */
  #counts: Float64Array | null;

  constructor(measures: readonly number[], tables: readonly Table[], withCounts: boolean) {
    this.#measures = measures;
    this.#low = measures.map(() => new Float64Array());
    this.#high = measures.map((column) => (tables.some((table) => table.measures[column]?.high) ? new Float64Array() : null));
    this.#counts = withCounts ? new Float64Array() : null;
  }

  /** Makes room for so many groups. */
  reserve(size: number): void {
    if ((this.#low[0] ?? this.#counts ?? none).length >= size) return;
    for (let index = 0; index < this.#low.length; index += 1) {
      this.#low[index] = grown(this.#low[index] ?? none, size);
      const high = this.#high[index];
      if (high) this.#high[index] = grown(high, size);
    }
    if (this.#counts) this.#counts = grown(this.#counts, size);
  }

  /** Adds `sign` times the selected rows to their groups. */
  add(table: Table, sign: number, selection: Int32Array, selected: number, groups: Int32Array): void {
    for (let index = 0; index < this.#measures.length; index += 1) {
      const measure = table.measures[this.#measures[index] ?? 0];
      const low = this.#low[index];
      const high = this.#high[index];
      if (measure && low) addValues(measure.low, sign, selection, selected, groups, low);
      if (measure?.high && high) addValues(measure.high, sign, selection, selected, groups, high);
    }
    if (this.#counts) countRows(selected, groups, this.#counts);
  }

  /** The same where all rows are of one group: adding to one place over and over would wait for itself. */
  addToTotal(table: Table, sign: number, selection: Int32Array, selected: number): void {
    for (let index = 0; index < this.#measures.length; index += 1) {
      const measure = table.measures[this.#measures[index] ?? 0];
      const low = this.#low[index];
      const high = this.#high[index];
      if (measure && low) low[0] = (low[0] ?? 0) + sign * totalOf(measure.low, selection, selected);
      if (measure?.high && high) high[0] = (high[0] ?? 0) + sign * totalOf(measure.high, selection, selected);
    }
    if (this.#counts) this.#counts[0] = (this.#counts[0] ?? 0) + selected;
  }

  /** The groups to be told of: those with a sum that is not zero, or, where rows are counted, with any row. */
  chosen(size: number): Int32Array {
    const told = new Uint8Array(size);
    if (this.#counts) markNonZero(this.#counts, null, told);
    else for (const [index, low] of this.#low.entries()) markNonZero(low, this.#high[index] ?? null, told);
    const groups = new Int32Array(size);
    let count = 0;
    for (let group = 0; group < size; group += 1) {
      groups[count] = group;
      count += told[group] ?? 0;
    }
    return groups.subarray(0, count);
  }

  sumOf(measure: number, group: number): bigint {
    return sumOfLimbs(this.#low[measure]?.[group] ?? 0, this.#high[measure]?.[group] ?? 0);
  }

  /** The same as a number. @throws RangeError where it is not exact. */
  numberOf(measure: number, group: number): number {
    const low = this.#low[measure]?.[group] ?? 0;
    const high = this.#high[measure]?.[group] ?? 0;
    const sum = high === 0 ? low : Number(sumOfLimbs(low, high));
    if (!Number.isSafeInteger(sum)) throw new RangeError(`the sum ${sumOfLimbs(low, high)} is beyond what a number says exactly`);
    return sum;
  }

  /** The sum over some groups: as exact as their sums are, for it is a sum over their rows. */
  sumOver(measure: number, groups: Iterable<number>): bigint {
    const low = this.#low[measure] ?? none;
    const high = this.#high[measure] ?? none;
    let lowSum = 0;
    let highSum = 0;
    for (const group of groups) {
      lowSum += low[group] ?? 0;
      highSum += high[group] ?? 0;
    }
    return sumOfLimbs(lowSum, highSum);
  }
}

const none = new Float64Array();

function grown(sums: Float64Array, size: number): Float64Array {
  const larger = new Float64Array(sums.length === 0 ? size : Math.max(size, sums.length * 2));
  larger.set(sums);
  return larger;
}
