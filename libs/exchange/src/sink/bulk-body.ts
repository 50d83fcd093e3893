import type { CommandLine } from './command-sink.ts';

const flushAt = 16_384;

/** What is on its way and not answered yet: what to send again should the connection break, and what keeps the sender from running ahead. */
export class Unanswered {
  private readonly lines = new Map<number, string>();
  private readonly max: number;
  private waiting: (() => void)[] = [];

  constructor(max: number) {
    this.max = max;
  }

  get size(): number {
    return this.lines.size;
  }

  /** Lines in the order in which they were sent first. */
  entries(): readonly (readonly [line: number, text: string])[] {
    return [...this.lines];
  }

  add(line: number, text: string): void {
    this.lines.set(line, text);
  }

  /** Whether a line was waited for; each is answered once. */
  settle(line: number): boolean {
    const wasWaited = this.lines.delete(line);
    if (this.lines.size < this.max) this.wake();
    return wasWaited;
  }

  /** Resolves when there is room for another line. */
  async room(): Promise<void> {
    while (this.lines.size >= this.max) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Lets whoever waits look again: the connection is gone. */
  wake(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  }
}

/** Numbers lines through, over all requests that it takes to send them. */
export class LineSource {
  private readonly lines: AsyncIterator<CommandLine>;
  private pulled: Promise<IteratorResult<CommandLine>> | null = null;
  private count = 0;
  isDone = false;
  /** Why the commands themselves ended too early, in a box; null while they have not. */
  failure: { readonly error: unknown } | null = null;

  constructor(commands: AsyncIterable<CommandLine>) {
    this.lines = commands[Symbol.asyncIterator]();
  }

  /** The next line; null at the end. A line asked for by a request that broke is not lost: the next one gets it. */
  async next(isWanted: () => boolean): Promise<{ readonly line: number; readonly text: string } | null> {
    this.pulled ??= this.pull();
    const result = await this.pulled;
    if (!isWanted()) return null;
    this.pulled = null;
    if (result.done === true) {
      this.isDone = true;
      return null;
    }
    this.count += 1;
    return { line: this.count, text: `${JSON.stringify(result.value)}\n` };
  }

  private async pull(): Promise<IteratorResult<CommandLine>> {
    try {
      return await this.lines.next();
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.lines.return?.();
  }
}

/** One request's body and which of its lines is which. */
export interface BulkBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** The number of the n-th line of this request, from 1. */
  lineOf(inRequest: number): number | undefined;
  /** Stops reading from the source: the request is over. */
  stop(): void;
}

/**
 * The body of one request: first what was not answered before, then new lines while there is room. Lines go out in pieces of some 16 KiB, and
 * at once when none follow.
 */
export function bulkBody(source: LineSource, unanswered: Unanswered): BulkBody {
  const numbers: number[] = unanswered.entries().map(([line]) => line);
  const encoder = new TextEncoder();
  let held = unanswered
    .entries()
    .map(([, text]) => text)
    .join('');
  let isOver = false;
  let isFlushDue = false;
  let drained: (() => void) | null = null;
  const flush = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    isFlushDue = false;
    if (held === '' || isOver) return;
    controller.enqueue(encoder.encode(held));
    held = '';
  };
  const fill = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    flush(controller);
    while (!isOver) {
      await unanswered.room();
      const next = isOver ? null : await source.next(() => !isOver);
      if (next === null) break;
      unanswered.add(next.line, next.text);
      numbers.push(next.line);
      held += next.text;
      if (held.length >= flushAt) {
        flush(controller);
        while (!isOver && (controller.desiredSize ?? 1) <= 0) await new Promise<void>((resolve) => (drained = resolve));
      } else if (!isFlushDue) {
        isFlushDue = true;
        setImmediate(() => flush(controller));
      }
    }
    flush(controller);
    if (!isOver) controller.close();
    isOver = true;
  };
  const stop = (): void => {
    isOver = true;
    drained?.();
    unanswered.wake();
  };
  return {
    stop,
    lineOf: (inRequest) => numbers[inRequest - 1],
    stream: new ReadableStream<Uint8Array>({
      start(controller) {
        void fill(controller).catch((error: unknown) => {
          isOver = true;
          controller.error(error);
        });
      },
      pull: () => drained?.(),
      cancel: stop,
    }),
  };
}
