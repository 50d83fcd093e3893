/** Lets one request wait for its next input or for the server's stop, whichever comes first. */
export class StopSignal {
  raised = false;
  #raise: () => void = () => undefined;
  readonly #stopped = new Promise<null>((resolve) => {
    this.#raise = () => resolve(null);
  });

  raise(): void {
    this.raised = true;
    this.#raise();
  }

  /** What is waited for, or null where the server stops first. */
  or<T>(awaited: Promise<T>): Promise<T | null> {
    // The race listens to both, also where the server has stopped: what fails afterwards must not be a rejection that nobody handles.
    return Promise.race([this.#stopped, awaited]);
  }
}
