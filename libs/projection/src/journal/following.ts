/** After taking in what came, following pauses for so many times as long: it takes a fifth of the thread at most, however fast the log grows. */
const pauseFactor = 4;

export interface FollowingOptions {
  /** Takes in everything up to these positions. */
  readonly refresh: (positions: readonly number[]) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  /** A clock that never runs backwards, in ms (default: that of the process). */
  readonly now?: () => number;
}

/** Follows hints of progress: at once when there is little of it, in larger and larger strides when there is much. */
export class Following {
  readonly #options: FollowingOptions;
  #waiting: readonly number[] | null = null;
  #isBusy = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: FollowingOptions) {
    this.#options = options;
  }

  /** Notes how far there is something to take in; later calls take the place of earlier ones that still wait. */
  follow(positions: readonly number[]): void {
    this.#waiting = positions;
    if (!this.#isBusy && !this.#timer) void this.#stride();
  }

  close(): void {
    this.#waiting = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #stride(): Promise<void> {
    const positions = this.#waiting;
    if (!positions) return;
    this.#waiting = null;
    this.#isBusy = true;
    const now = this.#options.now ?? (() => performance.now());
    const start = now();
    try {
      await this.#options.refresh(positions);
    } catch (error) {
      this.#options.onFailure(error);
    }
    this.#isBusy = false;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        void this.#stride();
      },
      (now() - start) * pauseFactor,
    );
    this.#timer.unref();
  }
}
