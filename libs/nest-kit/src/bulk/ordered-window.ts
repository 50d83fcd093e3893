/**
 * Runs tasks beside each other, at most so many, and hands their results out in the order in which the tasks came: all that are ready at
 * the front at once, because commands that shared a commit are ready together.
 */
export class OrderedWindow<Result> {
  readonly #max: number;
  readonly #slots: { result: Result | undefined; settled: Promise<void> }[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#slots.length;
  }

  get full(): boolean {
    return this.#slots.length >= this.#max;
  }

  /** Adds a task that never rejects. */
  add(task: Promise<Result>): void {
    const slot: { result: Result | undefined; settled: Promise<void> } = {
      result: undefined,
      settled: task.then((result) => {
        slot.result = result;
      }),
    };
    this.#slots.push(slot);
  }

  /** Waits for the first task, and answers the results from the front on that are ready; none where no task is left. */
  async next(): Promise<readonly Result[]> {
    await this.#slots[0]?.settled;
    let ready = 0;
    const results: Result[] = [];
    for (const { result } of this.#slots) {
      if (result === undefined) break;
      results.push(result);
      ready += 1;
    }
    this.#slots.splice(0, ready);
    return results;
  }
}
