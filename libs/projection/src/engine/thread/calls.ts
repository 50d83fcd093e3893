/** Where messages go to and come from: a worker seen from outside, or the parent's port seen from within. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** An error as it crosses threads: classes stay behind, names and codes come along. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
}

type OnStep = (done: number, total: number) => void;

/** What the other side may call. Arguments and answers are plain data; a long call tells its steps. */
export type Methods = Readonly<Record<string, (given: readonly unknown[], onStep: OnStep) => Promise<unknown>>>;

type Message =
  | { readonly kind: 'told'; readonly method: string; readonly given: readonly unknown[] }
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly given: readonly unknown[] }
  | { readonly kind: 'step'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: SentError };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onStep: OnStep | undefined;
}

/** Calls to and fro over a port. */
export class Calls {
  readonly #port: Port;
  readonly #methods: Methods;
  readonly #waiting = new Map<number, Waiting>();
  #closedBy: Error | null = null;
  #calls = 0;

  constructor(port: Port, methods: Methods) {
    this.#port = port;
    this.#methods = methods;
    // The codec: only the two ends of this class speak over the port.
    port.on('message', (message) => this.#receive(message as Message));
  }

  /** Calls a method of the other side. @throws Error with the name, message and code of what it threw. */
  call(method: string, given: readonly unknown[], onStep?: OnStep): Promise<unknown> {
    if (this.#closedBy) return Promise.reject(this.#closedBy);
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onStep });
      this.#send({ kind: 'call', id, method, given });
    });
  }

  /** Tells the other side something without waiting for an answer. */
  tell(method: string, given: readonly unknown[]): void {
    this.#send({ kind: 'told', method, given });
  }

  /** Nobody will answer any more: what waits is rejected, and every later call too. */
  close(error: Error): void {
    this.#closedBy = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #receive(message: Message): void {
    if (message.kind === 'told') return void this.#methods[message.method]?.(message.given, () => undefined);
    if (message.kind === 'call') return void this.#answer(message.id, message.method, message.given);
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if (message.kind === 'step') return waiting.onStep?.(message.done, message.total);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting.resolve(message.value);
    else waiting.reject(receivedError(message.error));
  }

  async #answer(id: number, method: string, given: readonly unknown[]): Promise<void> {
    try {
      const carryOut = this.#methods[method];
      if (!carryOut) throw new TypeError(`no method ${method}`);
      const value = await carryOut(given, (done, total) => this.#send({ kind: 'step', id, done, total }));
      this.#send({ kind: 'answer', id, value });
    } catch (error) {
      this.#send({ kind: 'failure', id, error: sentError(error) });
    }
  }

  #send(message: Message): void {
    this.#port.postMessage(message);
  }
}

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: null };
  const { code } = error as { readonly code?: unknown };
  return { name: error.name, message: error.message, code: typeof code === 'string' ? code : null };
}

export function receivedError({ name, message, code }: SentError): Error {
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message);
  return Object.assign(error, code === null ? { name } : { name, code });
}
