/** The largest line, in bytes. */
export const lineBytesMax = 262_144;

/** A line of a stream: its bytes, or that it was too long to be kept. */
export type Line = { readonly number: number; readonly bytes: Uint8Array } | { readonly number: number; readonly tooLong: true };

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Cuts a stream into lines as it comes, a chunk's lines at a time. Empty lines are counted and left out. Memory is bounded by one line and
 * one chunk: of a line that is too long nothing is kept.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[], void> {
  const cutter = new LineCutter();
  for await (const chunk of stream) {
    const lines = cutter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const last = cutter.end();
  if (last.length > 0) yield last;
}

class LineCutter {
  #number = 0;
  #pieces: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#finish(lines);
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.#length > 0) this.#finish(lines);
    return lines;
  }

  #keep(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > lineBytesMax) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #finish(lines: Line[]): void {
    this.#number += 1;
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] ?? new Uint8Array()) : Buffer.concat(this.#pieces);
    const trimmed = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    if (this.#length > lineBytesMax) lines.push({ number: this.#number, tooLong: true });
    else if (trimmed.length > 0) lines.push({ number: this.#number, bytes: trimmed });
    this.#pieces = [];
    this.#length = 0;
  }
}
