import { Lane } from './lane.ts';

/** The lanes of the streams that are busy or were lately: a bounded cache, the least recently used idle one goes first. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #max: number;

  /** @param max how many lanes are kept; busy ones are never dropped, however many they are. */
  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#lanes.size;
  }

  /** The lane of a stream; a new one where there is none. It is the most recently used then. */
  of(stream: string): Lane {
    const known = this.#lanes.get(stream);
    if (known) {
      this.#lanes.delete(stream);
      this.#lanes.set(stream, known);
      return known;
    }
    const lane = new Lane(stream);
    this.#lanes.set(stream, lane);
    if (this.#lanes.size > this.#max) this.#shrink();
    return lane;
  }

  /** The lane of a stream, where one is kept. */
  peek(stream: string): Lane | undefined {
    return this.#lanes.get(stream);
  }

  #shrink(): void {
    for (const [stream, lane] of this.#lanes) {
      if (this.#lanes.size <= this.#max) return;
      // The newest is the one just asked for: its command has not entered it yet.
      if (lane.idle && this.#lanes.size > 1) this.#lanes.delete(stream);
    }
  }
}
