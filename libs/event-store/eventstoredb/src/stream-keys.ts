/** What is known of a stream's ordering key: itself, or word of it to come. */
export type KnownKey = string | Promise<string | null>;

/** The ordering keys of the streams met last, bounded: two generations, of which the older is dropped when the younger is full. */
export class StreamKeys {
  readonly #generationMax: number;
  #young = new Map<string, KnownKey>();
  #old = new Map<string, KnownKey>();

  constructor(generationMax = 8_192) {
    this.#generationMax = generationMax;
  }

  get(stream: string): KnownKey | undefined {
    return this.#young.get(stream) ?? this.#old.get(stream);
  }

  set(stream: string, key: string): void {
    this.#set(stream, key);
  }

  /** The key will be known when `coming` resolves; until then those who need it wait for the same word. Null: there is no stream. */
  expect(stream: string, coming: Promise<string | null>): void {
    const word: Promise<string | null> = coming.then(
      (key) => this.#settle(stream, word, key),
      () => this.#settle(stream, word, null),
    );
    this.#set(stream, word);
  }

  #settle(stream: string, word: KnownKey, key: string | null): string | null {
    if (this.get(stream) !== word) return key;
    if (key === null) {
      this.#young.delete(stream);
      this.#old.delete(stream);
    } else this.#set(stream, key);
    return key;
  }

  #set(stream: string, key: KnownKey): void {
    if (this.#young.size >= this.#generationMax) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(stream, key);
  }
}
