/**
 * The order of some rows by day, then position, rows equal in both in the order given. Radix passes: their time grows with the rows alone,
 * and a journal that is sorted already costs no more. Days and positions are by row number.
 */
export function sortedByDay(rows: Int32Array, days: Int32Array, positions: Float64Array): Int32Array {
  let from = rows;
  let to: Int32Array = new Int32Array(rows.length);
  const { lowest, highest } = rangeOf(rows, positions);
  for (let scale = 1; scale <= highest - lowest; scale *= 0x1_0000) {
    sortByDigit(from, to, positions, lowest, scale);
    [from, to] = [to, from === rows ? new Int32Array(rows.length) : from];
  }
  sortByDate(from, to, days);
  return to;
}

function sortByDigit(from: Int32Array, to: Int32Array, positions: Float64Array, lowest: number, scale: number): void {
  const starts = new Int32Array(0x1_0001);
  for (let index = 0; index < from.length; index += 1) {
    const digit = (((positions[from[index] ?? 0] ?? 0) - lowest) / scale) & 0xffff;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  accumulate(starts);
  for (let index = 0; index < from.length; index += 1) {
    const row = from[index] ?? 0;
    const digit = (((positions[row] ?? 0) - lowest) / scale) & 0xffff;
    const at = starts[digit] ?? 0;
    to[at] = row;
    starts[digit] = at + 1;
  }
}

function sortByDate(from: Int32Array, to: Int32Array, days: Int32Array): void {
  const { lowest, highest } = rangeOf(from, days);
  const starts = new Int32Array(highest - lowest + 2);
  for (let index = 0; index < from.length; index += 1) {
    const day = (days[from[index] ?? 0] ?? 0) - lowest;
    starts[day + 1] = (starts[day + 1] ?? 0) + 1;
  }
  accumulate(starts);
  for (let index = 0; index < from.length; index += 1) {
    const row = from[index] ?? 0;
    const day = (days[row] ?? 0) - lowest;
    const at = starts[day] ?? 0;
    to[at] = row;
    starts[day] = at + 1;
  }
}

/** Turns counts, each one place further on, into where each begins. */
function accumulate(starts: Int32Array): void {
  for (let index = 1; index < starts.length; index += 1) starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
}

function rangeOf(rows: Int32Array, values: Int32Array | Float64Array): { readonly lowest: number; readonly highest: number } {
  let lowest = values[rows[0] ?? 0] ?? 0;
  let highest = lowest;
  for (let index = 1; index < rows.length; index += 1) {
    const value = values[rows[index] ?? 0] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { lowest, highest };
}
