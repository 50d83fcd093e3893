interface Slot<Result> {
  readonly weight: number;
  readonly settled: Promise<void>;
  result: Result | undefined;
}

/**
 * Runs tasks beside each other, at most so many and of so much weight, and hands their results out in the order in which the tasks came: all that are ready at
 * the front at once, because commands that shared a commit are ready together. One side adds, the other takes.
 */
export class OrderedWindow<Result> {
  readonly #max: number;
  readonly #weightMax: number;
  readonly #slots: Slot<Result>[] = [];
  #weight = 0;
  #closed = false;
  /** Wakes whoever waits for a task, or for room. */
  #changed: (() => void) | null = null;
  #waiting: Promise<void> | null = null;

  constructor(max: number, weightMax = Number.POSITIVE_INFINITY) {
    this.#max = max;
    this.#weightMax = weightMax;
  }

  get full(): boolean {
    return this.#slots.length >= this.#max || this.#weight >= this.#weightMax;
  }

  /** Adds a task that never rejects. */
  add(task: Promise<Result>, weight = 0): void {
    const slot: Slot<Result> = {
      weight,
      result: undefined,
      settled: task.then((result) => {
        slot.result = result;
      }),
    };
    this.#slots.push(slot);
    this.#weight += weight;
    this.#wake();
  }

  /** No task will be added any more. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Answers when there is room for a task. */
  async room(): Promise<void> {
    while (this.full && !this.#closed) await this.#change();
  }

  /** Waits for the first task, and takes the results from the front on that are ready; none where no task is left and none will come. */
  async next(): Promise<readonly Result[]> {
    while (this.#slots.length === 0 && !this.#closed) await this.#change();
    await this.#slots[0]?.settled;
    const results: Result[] = [];
    for (const { result, weight } of this.#slots) {
      if (result === undefined) break;
      results.push(result);
      this.#weight -= weight;
    }
    this.#slots.splice(0, results.length);
    this.#wake();
    return results;
  }

  #change(): Promise<void> {
    this.#waiting ??= new Promise((resolve) => {
      this.#changed = resolve;
    });
    return this.#waiting;
  }

  #wake(): void {
    this.#changed?.();
    this.#changed = null;
    this.#waiting = null;
  }
}
