import { eachTerm } from '@zongheng/read-store';
import type { Connection } from '../connection.ts';
import { blockSize, encodeOffsets, postingId } from './postings.ts';

/** Writes the postings of documents that come in order of their ids, as in a bulk load: gathered in memory, written a block at a time. */
export class PostingsLoader {
  readonly #connection: Connection;
  readonly #offsets = new Map<number, number[]>();
  #block = 0;
  #offset = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Adds the words of a document whose id is above all before. */
  add(id: number, words: string): void {
    const block = Math.floor(id / blockSize);
    if (block !== this.#block) {
      this.flush();
      this.#block = block;
    }
    this.#offset = id % blockSize;
    if (words !== '') eachTerm(words, this.#gather);
  }

  /** Writes what has been gathered. */
  flush(): void {
    const terms = Uint32Array.from(this.#offsets.keys(), (term) => term >>> 0).sort();
    for (const term of terms) {
      const bytes = encodeOffsets(this.#offsets.get(term | 0) ?? []);
      this.#connection.run('INSERT INTO postings (id, documents) VALUES (?, ?)', [postingId(this.#block, term), bytes]);
    }
    this.#offsets.clear();
  }

  readonly #gather = (term: number): void => {
    const offsets = this.#offsets.get(term);
    if (!offsets) this.#offsets.set(term, [this.#offset]);
    else if (offsets[offsets.length - 1] !== this.#offset) offsets.push(this.#offset);
  };
}
