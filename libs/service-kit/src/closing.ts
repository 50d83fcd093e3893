/** What has to be closed, in the order in which it was opened; closed in the opposite one. */
export class Closing {
  readonly #opened: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#opened.push(close);
  }

  /** Closes everything, also where one of them fails. @throws the first failure, afterwards */
  async all(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#opened.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
