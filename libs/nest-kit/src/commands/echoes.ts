import type { RecordedEvent } from '@zongheng/kernel';

/** How many commands a stream remembers by their keys; a retry that comes after so many others is decided anew. */
export const echoesMax = 256;

/** A command that a stream remembers: where its events stand, so that a retry is answered with the same. */
export interface CommandEcho {
  /** `<Type>:<key>`. */
  readonly mark: string;
  readonly hash: string;
  /** The revision of its first event … */
  readonly revision: number;
  /** … and how many there are. */
  readonly count: number;
}

/** The last commands of one stream, by mark; the oldest goes when there are too many. */
export class Echoes {
  readonly #byMark = new Map<string, CommandEcho>();
  #last: CommandEcho | null = null;

  constructor(echoes: Iterable<CommandEcho> = []) {
    for (const echo of echoes) this.add(echo);
  }

  of(mark: string): CommandEcho | undefined {
    return this.#byMark.get(mark);
  }

  add(echo: CommandEcho): void {
    this.#byMark.set(echo.mark, echo);
    this.#last = echo;
    if (this.#byMark.size > echoesMax) {
      const oldest = this.#byMark.keys().next();
      if (!oldest.done) this.#byMark.delete(oldest.value);
    }
  }

  /** Counts an event read from the store in. All events of one command stand together: the next of the same mark belongs to the one before. */
  addEvent(event: RecordedEvent): void {
    if (!event.command) return;
    const { key: mark, hash } = event.command;
    const last = this.#last;
    const goesOn = last !== null && last.mark === mark && last.revision + last.count === event.revision;
    // One that comes again after it was forgotten is the newest.
    if (!goesOn) this.remove(mark);
    this.add(goesOn ? { ...last, count: last.count + 1 } : { mark, hash, revision: event.revision, count: 1 });
  }

  /** Takes one back whose append failed. */
  remove(mark: string): void {
    this.#byMark.delete(mark);
  }

  /** Those recorded up to a revision, oldest first. */
  upTo(revision: number): CommandEcho[] {
    return [...this.#byMark.values()].filter((echo) => echo.revision + echo.count - 1 <= revision);
  }
}
