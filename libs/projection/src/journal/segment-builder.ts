import type { Contribution } from '@zongheng/kernel';
import type { Dictionaries } from './dictionary.ts';
import { RowBuffer } from './row-buffer.ts';
import { type JournalWriting, RowWriter } from './row-writer.ts';
import { encodeRows } from './segment-codec.ts';

/** Gathers the contributions of one shard, in order of position, until they are encoded as a segment; then it starts anew. */
export class SegmentBuilder {
  readonly #dictionaries: Dictionaries;
  readonly #buffer: RowBuffer;
  readonly #writer: RowWriter;

  /** Builders that share their `writing` find at once the keys that another has seen. */
  constructor(writing: JournalWriting) {
    this.#dictionaries = writing.dictionaries;
    this.#buffer = new RowBuffer(writing.layout, 16);
    this.#writer = new RowWriter(writing, this.#buffer);
  }

  get rows(): number {
    return this.#buffer.rows;
  }

  /** Appends what the event at a position contributes: all of it, or nothing where it throws. @throws JournalError JOURNAL.CONTRIBUTION */
  add(position: number, contributions: readonly Contribution[]): void {
    this.#writer.add(position, contributions);
  }

  /** The bytes of what was added. @throws RangeError where positions fell. */
  encode(): Uint8Array {
    const bytes = encodeRows(this.#buffer, this.#dictionaries);
    this.#buffer.rows = 0;
    return bytes;
  }
}
