import type { Folded } from './folded.ts';

/** A command's place among others. */
export interface Place {
  /** When it came. On its own stream commands are decided in this order, however often one of them is tried. */
  readonly order: number;
  /** Its place among all commands of the process: what stands before it on other streams, it waits for. A new try takes a new one. */
  ticket: number;
}

interface Waiter {
  readonly ticket: number;
  readonly go: () => void;
}

/**
 * The way to one stream: commands pass in the order in which they came, and what they know of the stream is kept for the next one. Deciding is
 * one at a time; where this process is the stream's only writer, the next command decides while the appends before it are on their way to
 * the disk. Whoever waits, on this stream or from another, waits for a lower ticket, so no circle of them can be waiting for each other.
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
  /** Whose turn it is to decide. */
  #deciding: Place | null = null;
  /** The commands that are here, decided or not, by ticket. */
  readonly #present: Place[] = [];
  /** Those that are not decided, or have to be decided again, by order; their tickets rise too, but for one on its way to a new try. */
  readonly #undecided: Place[] = [];
  readonly #forTurn = new Map<Place, () => void>();
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

  /** A command arrives: the newest of all. */
  enter(place: Place): void {
    if (this.#present.length === 0) this.#busy.set(this.stream, this);
    this.#present.push(place);
    this.#undecided.push(place);
  }

  /** A command is done, whatever came of it. */
  leave(place: Place): void {
    remove(this.#present, place);
    remove(this.#undecided, place);
    if (this.#present.length === 0) this.#busy.delete(this.stream);
    this.#wakeForEarlier();
    this.#handOn();
  }

  /** Takes the turn to decide at once where it is this command's; otherwise answers when it is. */
  turn(place: Place): Promise<void> | null {
    if (this.#deciding === null && this.#undecided[0] === place) {
      this.#deciding = place;
      return null;
    }
    return new Promise((go) => this.#forTurn.set(place, go));
  }

  /** Hands the turn on: to the earliest that is not decided, when it asks for it. */
  yieldTurn(): void {
    this.#deciding = null;
    this.#handOn();
  }

  /** A command is decided: its append is on its way. */
  decided(place: Place): void {
    remove(this.#undecided, place);
  }

  /** What was decided does not stand: nothing that came later is decided before it. */
  undecided(place: Place): void {
    const at = this.#undecided.findIndex((other) => other.order > place.order);
    this.#undecided.splice(at < 0 ? this.#undecided.length : at, 0, place);
  }

  /**
   * A command is tried again: with a new ticket, or two commands could wait for each other. Those that wait for their turn behind it take new
   * ones too; whose turn it is keeps his, for he may be waiting on another stream.
   */
  again(place: Place, newTicket: () => number): void {
    for (const each of this.#undecided) {
      if (each.order < place.order || each === this.#deciding) continue;
      remove(this.#present, each);
      each.ticket = newTicket();
      this.#present.push(each);
    }
    this.#wakeForEarlier();
  }

  /** Answers when every command with an earlier ticket has left; null where none is here. */
  before(ticket: number): Promise<void> | null {
    const first = this.#present[0];
    if (first === undefined || first.ticket >= ticket) return null;
    return new Promise((go) => this.#forEarlier.push({ ticket, go }));
  }

  /** Keeps an append that is on its way … */
  track(append: Promise<unknown>): void {
    this.#appends.push(append);
  }

  /** … until it has settled. */
  untrack(append: Promise<unknown>): void {
    remove(this.#appends, append);
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

  #handOn(): void {
    const next = this.#undecided[0];
    const go = next && this.#deciding === null ? this.#forTurn.get(next) : undefined;
    if (next === undefined || go === undefined) return;
    this.#forTurn.delete(next);
    this.#deciding = next;
    go();
  }

  #wakeForEarlier(): void {
    if (this.#forEarlier.length === 0) return;
    const first = this.#present[0]?.ticket ?? Number.POSITIVE_INFINITY;
    for (let index = this.#forEarlier.length - 1; index >= 0; index -= 1) {
      const waiter = this.#forEarlier[index];
      if (waiter && first >= waiter.ticket) {
        this.#forEarlier.splice(index, 1);
        waiter.go();
      }
    }
  }
}

function remove<T>(all: T[], one: T): void {
  const at = all.indexOf(one);
  if (at >= 0) all.splice(at, 1);
}
