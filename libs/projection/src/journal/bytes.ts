import { JournalError } from './errors.ts';

const encoder = new TextEncoder();

/** Grows as it is written to. Integers are little-endian groups of seven bits, the top bit saying that more follow. */
export class ByteWriter {
  #bytes: Uint8Array;
  #at = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.max(capacity, 64));
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  /** A safe integer that is not negative. */
  unsigned(value: number): void {
    this.#reserve(8);
    this.#tail(value);
  }

  /** Any safe integer: the sign stands in the first byte, beside six bits. */
  signed(value: number): void {
    this.#reserve(9);
    const sign = value < 0 ? 0x40 : 0;
    const magnitude = value < 0 ? -value : value;
    if (magnitude < 0x40) {
      this.#bytes[this.#at++] = sign | magnitude;
      return;
    }
    this.#bytes[this.#at++] = 0x80 | sign | (magnitude & 0x3f);
    this.#tail(Math.floor(magnitude / 0x40));
  }

  /** The first `count` codes, in one, two or four bytes each. */
  codes(values: Uint32Array, count: number, width: number): void {
    this.#reserve(count * width);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < count; index += 1) {
      const value = values[index] ?? 0;
      bytes[at++] = value;
      if (width > 1) bytes[at++] = value >>> 8;
      if (width > 2) {
        bytes[at++] = value >>> 16;
        bytes[at++] = value >>> 24;
      }
    }
    this.#at = at;
  }

  /** The first `count` of some safe integers. */
  signedColumn(values: Float64Array, count: number): void {
    for (let index = 0; index < count; index += 1) this.signed(values[index] ?? 0);
  }

  /** A text, its length in bytes before it. */
  text(text: string): void {
    const bytes = encoder.encode(text);
    this.unsigned(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  uint32(value: number): void {
    this.#reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes[this.#at++] = value >>> shift;
  }

  /** What was written so far, not copied. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  #tail(value: number): void {
    const bytes = this.#bytes;
    let rest = value;
    while (rest >= 0x8000_0000) {
      bytes[this.#at++] = 0x80 | (rest % 0x80);
      rest = Math.floor(rest / 0x80);
    }
    while (rest >= 0x80) {
      bytes[this.#at++] = 0x80 | (rest & 0x7f);
      rest >>>= 7;
    }
    bytes[this.#at++] = rest;
  }

  #reserve(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + count));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Reads what a ByteWriter wrote. @throws JournalError JOURNAL.SEGMENT where the bytes end too early or say what cannot be. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw corrupt('it ends too early');
    this.#at += 1;
    return value;
  }

  unsigned(): number {
    const first = this.byte();
    return first < 0x80 ? first : this.#tail(first & 0x7f, 0x80);
  }

  signed(): number {
    const first = this.byte();
    const low = first & 0x3f;
    const magnitude = first < 0x80 ? low : this.#tail(low, 0x40);
    return (first & 0x40) === 0 ? magnitude : -magnitude;
  }

  /**
   * Codes of one, two or four bytes, each turned into what it means, into a column from row `at` on; what code 0 means stands at `start`, and
   * the meanings end before `end`. Answers the lowest code.
   */
  codes(count: number, width: number, meanings: Uint32Array, start: number, end: number, into: Uint32Array, at: number): number {
    if (this.left < count * width) throw corrupt('it ends too early');
    const bytes = this.#bytes;
    let from = this.#at;
    let highest = 0;
    let lowest = end - start;
    for (let row = at; row < at + count; row += 1) {
      let code = bytes[from++] ?? 0;
      if (width > 1) code |= (bytes[from++] ?? 0) << 8;
      if (width > 2) {
        code |= ((bytes[from++] ?? 0) << 16) | ((bytes[from++] ?? 0) << 24);
        code >>>= 0;
      }
      if (code > highest) highest = code;
      if (code < lowest) lowest = code;
      into[row] = meanings[start + code] ?? 0;
    }
    if (start + highest >= end) throw corrupt(`a row has the key ${highest} of ${end - start - 1}`);
    this.#at = from;
    return lowest;
  }

  /** Safe integers of any sign into a column from row `at` on. */
  signedColumn(count: number, into: Float64Array, at: number): void {
    for (let row = at; row < at + count; row += 1) into[row] = this.signed();
  }

  text(): string {
    const length = this.unsigned();
    if (this.left < length) throw corrupt('it ends too early');
    const { buffer, byteOffset } = this.#bytes;
    const bytes = Buffer.from(buffer, byteOffset + this.#at, length);
    this.#at += length;
    return bytes.toString('utf8');
  }

  #tail(low: number, from: number): number {
    let value = low;
    let scale = from;
    for (;;) {
      const next = this.byte();
      value += (next & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw corrupt('a number is too large');
      if (next < 0x80) return value;
      scale *= 0x80;
    }
  }
}

export function corrupt(found: string, cause?: unknown): JournalError {
  return new JournalError('JOURNAL.SEGMENT', `a segment cannot be read, ${found}`, 'drop this build and build it again', cause);
}
