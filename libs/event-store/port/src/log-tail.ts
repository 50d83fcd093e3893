/** Those who asked for some types only hear of the others so late, in ms: they need to know how far the log is, not at once. */
const passedOverMs = 50;

interface Waiting {
  /** What is waited for; undefined for whatever comes. */
  readonly types: ReadonlySet<string> | undefined;
  readonly wake: () => void;
}

/** Where a log ends as far as this thread knows, and those who wait for it to grow. */
export class LogTail {
  #position: number;
  #isClosed = false;
  readonly #waiting = new Set<Waiting>();
  #passedOver: NodeJS.Timeout | undefined;

  constructor(position: number) {
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** How many wait: a store that has to poll for news does so only for them. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * The log reaches up to here; an older word than the last is ignored. `types` are those of the events that came, where they are known: a
   * policy waits for two or three types, and each commit of a load would wake all policies for nothing.
   */
  advance(position: number, types?: ReadonlySet<string>): void {
    if (position <= this.#position) return;
    this.#position = position;
    let arePassedOver = false;
    for (const { types: wanted, wake } of this.#waiting) {
      if (types === undefined || wanted === undefined || haveOneInCommon(types, wanted)) wake();
      else arePassedOver = true;
    }
    if (arePassedOver) this.#passedOver ??= setTimeout(() => this.#wakeAll(), passedOverMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#wakeAll();
  }

  /**
   * Resolves when the log is longer than `position`, or closed, or the signal aborts. Where only some types are waited for, it may resolve a
   * moment later for others.
   */
  past(position: number, signal: AbortSignal, types?: ReadonlySet<string>): Promise<void> {
    return new Promise((resolve) => {
      if (this.#position > position || this.#isClosed || signal.aborted) return resolve();
      const wake = (): void => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiting = { types, wake };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', wake);
    });
  }

  #wakeAll(): void {
    clearTimeout(this.#passedOver);
    this.#passedOver = undefined;
    for (const { wake } of this.#waiting) wake();
  }
}

function haveOneInCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}
