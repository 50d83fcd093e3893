import type { Folded } from './folded.ts';

interface Waiter {
  readonly ticket: number;
  readonly go: () => void;
}

/**
 * The way to one stream: commands pass in the order in which they came (their tickets), and what they know of the stream is kept for the
 * next one. Deciding is one at a time; where this process is the stream's only writer, the next command decides while the appends before
 * it are on their way to the disk.
 */
export class Lane {
  readonly stream: string;
  /** What the stream is folded to, appends on their way included; null where it must be read. */
  folded: Folded | null = null;
  /** The position of the stream's last durable event; 0 where there is none. */
  position = 0;
  /** Raised whenever what was folded here proved wrong. */
  generation = 0;
  /**
   * Whether an append on its way rests on the belief that the stream has no events yet. Where it has some, what was decided on top of it might be
   * appended on a state that never was: so nothing is, until it is known.
   */
  isUnproven = false;
  #deciding = false;
  /** Tickets of the commands that are here, decided or not, in order. */
  readonly #present: number[] = [];
  readonly #forTurn: Waiter[] = [];
  readonly #forEarlier: Waiter[] = [];
  readonly #appends: Promise<unknown>[] = [];
  readonly #busy: Map<string, Lane>;

  /** @param busy the lanes in which commands are: this one stands in it while it has some. */
  constructor(stream: string, busy: Map<string, Lane> = new Map()) {
    this.stream = stream;
    this.#busy = busy;
  }

  get idle(): boolean {
    return this.#present.length === 0;
  }

  /** How many appends are on their way. */
  get appending(): number {
    return this.#appends.length;
  }

  /** A command arrives. Tickets rise, so the newest stands last. */
  enter(ticket: number): void {
    if (this.#present.length === 0) this.#busy.set(this.stream, this);
    this.#present.push(ticket);
  }

  /** A command is done, whatever came of it. */
  leave(ticket: number): void {
    const at = this.#present.indexOf(ticket);
    if (at >= 0) this.#present.splice(at, 1);
    if (this.#present.length === 0) this.#busy.delete(this.stream);
    if (this.#forEarlier.length > 0) this.#wakeForEarlier();
  }

  /** Takes the turn to decide at once where it is free; otherwise answers when it is this ticket's. */
  turn(ticket: number): Promise<void> | null {
    if (!this.#deciding && this.#forTurn.length === 0) {
      this.#deciding = true;
      return null;
    }
    return new Promise((go) => {
      const at = this.#forTurn.findIndex((waiter) => waiter.ticket > ticket);
      this.#forTurn.splice(at < 0 ? this.#forTurn.length : at, 0, { ticket, go });
    });
  }

  /** Hands the turn to the next in order. */
  yieldTurn(): void {
    const next = this.#forTurn.shift();
    if (next) next.go();
    else this.#deciding = false;
  }

  /** Answers when every command with an earlier ticket has left; null where none is here. */
  before(ticket: number): Promise<void> | null {
    const first = this.#present[0];
    if (first === undefined || first >= ticket) return null;
    return new Promise((go) => this.#forEarlier.push({ ticket, go }));
  }

  /** Keeps an append that is on its way … */
  track(append: Promise<unknown>): void {
    this.#appends.push(append);
  }

  /** … until it has settled. */
  untrack(append: Promise<unknown>): void {
    const at = this.#appends.indexOf(append);
    if (at >= 0) this.#appends.splice(at, 1);
  }

  /** Answers when the appends on their way now have settled; never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#appends);
  }

  /** What was folded here is wrong, or may be: it will be read again. */
  forget(): void {
    this.folded = null;
    this.generation += 1;
  }

  #wakeForEarlier(): void {
    const first = this.#present[0] ?? Number.POSITIVE_INFINITY;
    for (let index = this.#forEarlier.length - 1; index >= 0; index -= 1) {
      const waiter = this.#forEarlier[index];
      if (waiter && first >= waiter.ticket) {
        this.#forEarlier.splice(index, 1);
        waiter.go();
      }
    }
  }
}
