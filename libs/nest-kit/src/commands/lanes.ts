import { Lane } from './lane.ts';

/**
 * The lanes of the streams that are busy or were lately, bounded: two generations. When the younger is full, it becomes the older one, and
 * of that the idle lanes go; one that is asked for again moves to the younger. A map in exact order of use would cost several times as much.
 */
export class Lanes {
  readonly #generationMax: number;
  #young = new Map<string, Lane>();
  #old = new Map<string, Lane>();
  /** Those in which commands are. */
  readonly #busy = new Map<string, Lane>();
  /** How many young lanes bring the next change of generations: more where most are busy, so that changes stay rare. */
  #fullAt: number;

  /** @param max about how many lanes are kept; busy ones are never dropped, however many they are. */
  constructor(max: number) {
    this.#generationMax = Math.max(1, max >> 1);
    this.#fullAt = this.#generationMax;
  }

  /** The lane of a stream; a new one where there is none. */
  of(stream: string): Lane {
    const young = this.#young.get(stream);
    if (young) return young;
    const lane = this.#old.get(stream) ?? new Lane(stream, this.#busy);
    this.#old.delete(stream);
    if (this.#young.size >= this.#fullAt) this.#change();
    this.#young.set(stream, lane);
    return lane;
  }

  /** Answers when every command with an earlier ticket has left a stream; null where none is there. */
  before(stream: string, ticket: number): Promise<void> | null {
    return this.#busy.get(stream)?.before(ticket) ?? null;
  }

  /** The lane of a stream, where one is kept. */
  peek(stream: string): Lane | undefined {
    return this.#young.get(stream) ?? this.#old.get(stream);
  }

  #change(): void {
    const busy = [...this.#old].filter(([, lane]) => !lane.idle);
    this.#old = this.#young;
    this.#young = new Map(busy);
    this.#fullAt = Math.max(this.#generationMax, 2 * busy.length);
  }
}
