/** Where a log ends as far as this thread knows, and those who wait for it to grow. */
export class LogTail {
  #position: number;
  #isClosed = false;
  readonly #waiting = new Set<() => void>();

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

  /** The log reaches up to here; an older word than the last is ignored. */
  advance(position: number): void {
    if (position <= this.#position) return;
    this.#position = position;
    this.#wakeAll();
  }

  close(): void {
    this.#isClosed = true;
    this.#wakeAll();
  }

  /** Resolves when the log is longer than `position`, or closed, or the signal aborts. */
  past(position: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#position > position || this.#isClosed || signal.aborted) return resolve();
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #wakeAll(): void {
    for (const wake of this.#waiting) wake();
  }
}
