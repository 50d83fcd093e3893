import { crc32 } from 'node:zlib';
import { ByteReader, ByteWriter, corrupt } from './bytes.ts';
import { DateDictionary, type Dictionaries, KeyDictionary } from './dictionary.ts';
import type { RowBuffer } from './row-buffer.ts';

const format = 1;
const checksumBytes = 4;

/**
 * The bytes of rows, the same for the same rows in the same order, whatever codes they had in memory:
 * format, counts of rows, dimensions and measures; positions as steps; for each dimension how many keys, in order of first appearance, and
 * the length of each (or, of dates, each day); the texts of all keys in one; for each dimension a code a row (0: null) in as few bytes as
 * they need, none where all rows have the one key; for each measure its values; CRC-32 of it all.
 * @throws RangeError where positions fall.
 */
export function encodeRows(rows: RowBuffer, dictionaries: Dictionaries): Uint8Array {
  const writer = new ByteWriter(256 + rows.rows * (4 + rows.codes.length * 2 + rows.measures.length * 3));
  writer.byte(format);
  writer.unsigned(rows.rows);
  writer.unsigned(rows.codes.length);
  writer.unsigned(rows.measures.length);
  writePositions(writer, rows);
  const columns = rows.codes.map((column, index) => localColumn(column, rows.rows, dictionaries[index]));
  let text = '';
  for (const { keys } of columns) text += writeKeys(writer, keys);
  writer.text(text);
  for (const column of columns) writeCodes(writer, column, rows.rows);
  for (const column of rows.measures) writer.signedColumn(column, rows.rows);
  writer.uint32(crc32(writer.written()));
  return writer.written().slice();
}

/**
 * Appends the rows of a segment to a buffer, in the codes of these dictionaries. Answers how many.
 * @throws JournalError JOURNAL.SEGMENT where the bytes are not a whole segment of this journal; nothing is appended then.
 */
export function decodeRows(bytes: Uint8Array, into: RowBuffer, dictionaries: Dictionaries): number {
  const reader = new ByteReader(checkedBody(bytes));
  if (reader.byte() !== format) throw corrupt('its format is unknown');
  const count = reader.unsigned();
  if (reader.unsigned() !== into.codes.length || reader.unsigned() !== into.measures.length) {
    throw corrupt('it has the columns of another journal');
  }
  // Each row takes a byte at least, so a false count cannot ask for more memory than the segment itself has.
  if (count > reader.left) throw corrupt('it ends too early');
  into.reserve(count);
  const at = into.rows;
  readPositions(reader, into.positions, at, count);
  readKeys(reader, count, dictionaries);
  for (let index = 0; index < into.codes.length; index += 1) {
    const column = into.codes[index];
    const dictionary = dictionaries[index];
    if (column && dictionary && readCodes(reader, column, at, count, index)) dictionary.hasNull = true;
  }
  for (const column of into.measures) reader.signedColumn(count, column, at);
  if (reader.left !== 0) throw corrupt('it goes on after its end');
  into.rows += count;
  return count;
}

function checkedBody(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= checksumBytes) throw corrupt('it ends too early');
  const body = bytes.subarray(0, bytes.length - checksumBytes);
  let expected = 0;
  for (let byte = checksumBytes - 1; byte >= 0; byte -= 1) expected = expected * 0x100 + (bytes[body.length + byte] ?? 0);
  if (crc32(body) !== expected) throw corrupt('its checksum is wrong');
  return body;
}

function writePositions(writer: ByteWriter, rows: RowBuffer): void {
  let last = 0;
  for (let row = 0; row < rows.rows; row += 1) {
    const position = rows.positions[row] ?? 0;
    if (position < last) throw new RangeError(`position ${position} follows ${last}: a segment's rows stand in the order of the log`);
    writer.unsigned(position - last);
    last = position;
  }
}

function readPositions(reader: ByteReader, into: Float64Array, at: number, count: number): void {
  let last = 0;
  for (let row = at; row < at + count; row += 1) {
    last += reader.unsigned();
    into[row] = last;
  }
}

/** A column in codes of its segment alone, from 1 in order of first appearance. */
interface LocalColumn {
  readonly codes: Uint32Array;
  /** What each local code stands for: texts, or days. */
  readonly keys: readonly (string | number)[];
  readonly hasNull: boolean;
}

/** The local code of each global one, as far as `marks` says that it is of the column being written. */
const scratch = { local: new Uint32Array(1024), marks: new Uint32Array(1024), mark: 0 };

function localColumn(column: Uint32Array, count: number, dictionary: KeyDictionary | DateDictionary | undefined): LocalColumn {
  const found: number[] = [];
  const codes = new Uint32Array(count);
  const { local, marks, mark } = nextScratch(dictionary?.size ?? 0);
  let hasNull = false;
  for (let row = 0; row < count; row += 1) {
    const code = column[row] ?? 0;
    if (code === 0) {
      hasNull = true;
      continue;
    }
    if (marks[code] !== mark) {
      marks[code] = mark;
      local[code] = found.push(code);
    }
    codes[row] = local[code] ?? 0;
  }
  const keys = found.map((code) => (dictionary instanceof DateDictionary ? dictionary.dayOf(code) : (dictionary?.keyOf(code) ?? '')));
  return { codes, keys, hasNull };
}

function nextScratch(size: number): typeof scratch {
  if (scratch.local.length < size || scratch.mark === 0xffff_ffff) {
    scratch.local = new Uint32Array(Math.max(size * 2, scratch.local.length));
    scratch.marks = new Uint32Array(scratch.local.length);
    scratch.mark = 0;
  }
  scratch.mark += 1;
  return scratch;
}

/** Writes how many keys there are, and what is not text of them; answers their text. */
function writeKeys(writer: ByteWriter, keys: LocalColumn['keys']): string {
  writer.unsigned(keys.length);
  let text = '';
  for (const key of keys) {
    if (typeof key === 'number') {
      writer.signed(key);
    } else {
      writer.unsigned(key.length);
      text += key;
    }
  }
  return text;
}

function writeCodes(writer: ByteWriter, { codes, keys, hasNull }: LocalColumn, count: number): void {
  const constant = keys.length === 0 || (keys.length === 1 && !hasNull);
  const width = constant ? 0 : keys.length < 0x100 ? 1 : keys.length < 0x1_0000 ? 2 : 4;
  writer.byte(width);
  if (width > 0) writer.codes(codes, count, width);
}

/**
 * The dictionaries' codes for the local ones, column after column: those of column n stand from `starts[n]` on, null's first. Shared by all
 * decoding, which is synchronous: most segments are small, and making it anew for each would cost more than decoding them.
 */
const meanings = { codes: new Uint32Array(4_096), starts: new Int32Array(64) };

/** Reads the keys of all columns into `meanings`. */
function readKeys(reader: ByteReader, count: number, dictionaries: Dictionaries): void {
  if (meanings.starts.length <= dictionaries.length) meanings.starts = new Int32Array(dictionaries.length * 2);
  let end = 0;
  for (let column = 0; column < dictionaries.length; column += 1) {
    const dictionary = dictionaries[column];
    const keys = reader.unsigned();
    if (keys > count) throw corrupt(`it has ${keys} keys for ${count} rows`);
    reserveMeanings(end + keys + 1);
    const { codes } = meanings;
    meanings.starts[column] = end;
    codes[end] = 0;
    // Of dates this is what they mean, of texts their lengths for now.
    const isDate = dictionary instanceof DateDictionary;
    for (let at = end + 1; at <= end + keys; at += 1) codes[at] = isDate ? dictionary.codeOfDay(reader.signed()) : reader.unsigned();
    end += keys + 1;
  }
  meanings.starts[dictionaries.length] = end;
  readTexts(reader.text(), dictionaries);
}

/** Turns the lengths of texts into the codes of the texts themselves. */
function readTexts(text: string, dictionaries: Dictionaries): void {
  const { codes, starts } = meanings;
  let from = 0;
  for (let column = 0; column < dictionaries.length; column += 1) {
    const dictionary = dictionaries[column];
    if (!(dictionary instanceof KeyDictionary)) continue;
    const end = starts[column + 1] ?? 0;
    for (let at = (starts[column] ?? 0) + 1; at < end; at += 1) {
      const to = from + (codes[at] ?? 0);
      const found = text.slice(from, to);
      codes[at] = dictionary.find(found) ?? dictionary.codeOf(ownCopy(found));
      from = to;
    }
  }
  if (from !== text.length) throw corrupt('its keys do not fill their text');
}

/** A slice keeps the whole text it was cut from in memory; a key that stays for good gets characters of its own. */
function ownCopy(slice: string): string {
  return Buffer.from(slice, 'utf8').toString('utf8');
}

function reserveMeanings(size: number): void {
  if (size <= meanings.codes.length) return;
  const larger = new Uint32Array(size * 2);
  larger.set(meanings.codes);
  meanings.codes = larger;
}

/** Reads a column; answers whether it has rows without a key. */
function readCodes(reader: ByteReader, column: Uint32Array, at: number, count: number, index: number): boolean {
  const start = meanings.starts[index] ?? 0;
  const end = meanings.starts[index + 1] ?? 0;
  const width = reader.byte();
  if (width === 1 || width === 2 || width === 4) return reader.codes(count, width, meanings.codes, start, end, column, at) === 0;
  if (width !== 0) throw corrupt(`its codes are ${width} bytes wide`);
  const constant = meanings.codes[end - 1] ?? 0;
  column.fill(constant, at, at + count);
  return constant === 0;
}
