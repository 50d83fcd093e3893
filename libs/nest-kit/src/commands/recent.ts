/**
 * The values asked for last, bounded: two generations, of which the older is dropped when the younger is full. What is asked for again
 * moves to the younger one, so finding a value that was found lately moves nothing: a map in exact order of use costs ten times as much.
 */
export class Recent<Value> {
  readonly #generationMax: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  /** @param max about how many values are kept: between half of it and all of it. */
  constructor(max: number) {
    this.#generationMax = Math.max(1, max >> 1);
  }

  /** The value, used once more. */
  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  /** The value, without this counting as use. */
  peek(key: string): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#generationMax && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
