import { type Bitmap, blockSize, isSet, offsetsOf, sizeOf } from './postings.ts';

/** The documents that may match a search, by id: those that have all its terms, and those whose terms are not known yet. */
export class Candidates {
  readonly #blocks: ReadonlyMap<number, Bitmap>;
  readonly #unindexed: ReadonlySet<number>;
  /** How many at most: a document may be counted twice. */
  readonly size: number;

  constructor(blocks: ReadonlyMap<number, Bitmap>, unindexed: ReadonlySet<number>) {
    this.#blocks = blocks;
    this.#unindexed = unindexed;
    let size = unindexed.size;
    for (const bitmap of blocks.values()) size += sizeOf(bitmap);
    this.size = size;
  }

  has(id: number): boolean {
    const bitmap = this.#blocks.get(Math.floor(id / blockSize));
    return (bitmap !== undefined && isSet(bitmap, id % blockSize)) || this.#unindexed.has(id);
  }

  /** All of them, each once. */
  ids(): readonly number[] {
    const ids = [...this.#unindexed];
    for (const [block, bitmap] of this.#blocks) {
      for (const offset of offsetsOf(bitmap)) {
        const id = block * blockSize + offset;
        if (!this.#unindexed.has(id)) ids.push(id);
      }
    }
    return ids;
  }
}
