/** Rows that a scan handles at a time, and that one zone of positions tells of. */
export const zoneRows = 2_048;

export type CodeColumn = Uint8Array | Uint16Array | Uint32Array;
export type NumberColumn = Int8Array | Int32Array | Float64Array;

/** A code column of the least width that its dictionary's size needs. */
export function newCodeColumn(size: number, rows: number): CodeColumn {
  if (size <= 0x100) return new Uint8Array(new SharedArrayBuffer(rows));
  if (size <= 0x1_0000) return new Uint16Array(new SharedArrayBuffer(rows * 2));
  return new Uint32Array(new SharedArrayBuffer(rows * 4));
}

/** A shared copy of integers in the least width that holds them all. */
export function narrowed(values: Float64Array): NumberColumn {
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const width = lowest >= -0x80 && highest < 0x80 ? 1 : lowest >= -0x8000_0000 && highest < 0x8000_0000 ? 4 : 8;
  const memory = new SharedArrayBuffer(values.length * width);
  const column = width === 1 ? new Int8Array(memory) : width === 4 ? new Int32Array(memory) : new Float64Array(memory);
  column.set(values);
  return column;
}
