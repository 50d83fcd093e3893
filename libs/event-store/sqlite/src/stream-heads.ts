/** The last event of a stream, as the writer needs it to judge the next append. */
export interface StreamHead {
  readonly revision: number;
  readonly orderingKey: string;
}

/** The heads of the streams written last, bounded: two generations, of which the older is dropped when the younger is full. */
export class StreamHeads {
  readonly #generationMax: number;
  #young = new Map<string, StreamHead>();
  #old = new Map<string, StreamHead>();

  constructor(generationMax = 4_096) {
    this.#generationMax = generationMax;
  }

  get(stream: string): StreamHead | undefined {
    return this.#young.get(stream) ?? this.#old.get(stream);
  }

  set(stream: string, head: StreamHead): void {
    if (this.#young.size >= this.#generationMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(stream, head);
  }

  /** After a transaction that failed nobody knows which heads it had moved. */
  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
