import { Worker } from 'node:worker_threads';
import { compact, type Compacted, type CompactionJob } from './compaction.ts';
import { JournalError } from './errors.ts';

/** Sorts journals, somewhere. */
export interface Compactor {
  /** @throws JournalError JOURNAL.COMPACTION, JOURNAL.CLOSED. */
  compact(job: CompactionJob): Promise<Compacted>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** What the thread answers to a job. */
export type CompactionAnswer = { readonly id: number; readonly compacted: Compacted } | { readonly id: number; readonly failure: string };

/** Sorts in the calling thread, which stands still meanwhile: for specs and for programs that do nothing else. */
export function inlineCompactor(): Compactor {
  return { compact: async (job) => compact(job), close: async () => undefined };
}

/** Sorts in a thread of its own, one journal after another. It starts with the first job and keeps no process alive while it is idle. */
export function threadCompactor(): Compactor {
  return new ThreadCompactor();
}

interface Pending {
  resolve(compacted: Compacted): void;
  reject(error: Error): void;
}

class ThreadCompactor implements Compactor {
  #worker: Worker | null = null;
  #isClosed = false;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();

  compact(job: CompactionJob): Promise<Compacted> {
    if (this.#isClosed) return Promise.reject(closed());
    const worker = this.#worker ?? this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#fail(closed());
    await worker?.terminate();
  }

  #start(): Worker {
    // From source it is the .ts file, which Node runs as it stands; built, the .js beside this one.
    const file = new URL(`./compaction.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    const worker = new Worker(file, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    this.#worker = worker;
    worker.on('message', (answer: CompactionAnswer) => this.#settle(worker, answer));
    worker.on('error', (error) => this.#fail(failed(error.message, error)));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#fail(failed('the thread ended'));
    });
    return worker;
  }

  #settle(worker: Worker, answer: CompactionAnswer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (this.#pending.size === 0) worker.unref();
    if ('compacted' in answer) pending?.resolve(answer.compacted);
    else pending?.reject(failed(answer.failure));
  }

  /** Lets go of the thread; the next job starts another. */
  #fail(error: Error): void {
    this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}

function failed(found: string, cause?: unknown): JournalError {
  return new JournalError('JOURNAL.COMPACTION', found, 'queries go on, more slowly; it is tried again as more comes in', cause);
}

function closed(): JournalError {
  return new JournalError('JOURNAL.CLOSED', 'the journals were closed', 'open them again');
}
