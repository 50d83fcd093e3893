import { type Bitmap, blockSize, emptyBitmap, isSet, offsetsOf, set, sizeOf } from './postings.ts';

/** Some documents, by id. */
export interface Ids {
  has(id: number): boolean;
  /** How many at most. */
  readonly size: number;
  /** All of them, each once. */
  ids(): readonly number[];
}

/** The documents that may match, by id: of a search those that have all its terms, and those whose terms are not known yet. */
export class Candidates implements Ids {
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

  /** Those with some ids. */
  static of(ids: readonly number[]): Candidates {
    return new Candidates(blocksOf(ids), new Set());
  }

  /** Those of them that have one of some ids. */
  amongIds(ids: readonly number[]): Candidates {
    return Candidates.of(ids.filter((id) => this.has(id)));
  }

  /** Those of them that are among others too. */
  among(others: Pick<Ids, 'has'>): Candidates {
    return Candidates.of(this.ids().filter((id) => others.has(id)));
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

function blocksOf(ids: readonly number[]): ReadonlyMap<number, Bitmap> {
  const blocks = new Map<number, Bitmap>();
  for (const id of ids) {
    const block = Math.floor(id / blockSize);
    let bitmap = blocks.get(block);
    if (!bitmap) blocks.set(block, (bitmap = emptyBitmap()));
    set(bitmap, id % blockSize);
  }
  return blocks;
}
