import { Worker } from 'node:worker_threads';
import type { Connection } from '../connection.ts';
import { integerAt } from '../row.ts';

/** When the write-ahead log is moved into its file, in pages. */
export interface WalLimits {
  /** So many that are not in the file yet are moved by a thread of their own, so that nobody waits for the disk. */
  readonly behindMax: number;
  /**
   * A log so long is moved to its end by the writer itself, as soon as little is left to move: under a steady stream of commits it would
   * otherwise never start from its beginning again. At four times the length the writer does so in any case, so that the disk keeps up.
   */
  readonly framesMax: number;
}

export const walLimits: WalLimits = { behindMax: 4_096, framesMax: 65_536 };

const lateFactor = 4;

/** A log this short, in pages, is left where it is when nothing is written. */
const idleBehindMin = 256;
const idleMs = 1_000;

/** Moves write-ahead logs into their files, beside readers and writers. */
export class WalMover {
  readonly #limits: WalLimits;
  readonly #written = new Set<Connection>();
  readonly #moving = new Set<string>();
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(limits: WalLimits) {
    this.#limits = limits;
  }

  /** To be called after each commit. */
  committed(connection: Connection): void {
    this.#written.add(connection);
    this.#timer ??= setTimeout(() => this.#idle(), idleMs).unref();
    const { frames, behind } = lengthOf(connection);
    const { framesMax, behindMax } = this.#limits;
    if (frames > framesMax && (behind <= behindMax || frames > framesMax * lateFactor)) connection.exec('PRAGMA wal_checkpoint(PASSIVE)');
    else if (behind > behindMax) this.#move(connection.file);
  }

  /** To be called before a connection is closed. */
  forget(connection: Connection): void {
    this.#written.delete(connection);
    this.#worker?.postMessage({ close: connection.file });
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#written.clear();
    const worker = this.#worker;
    if (!worker) return;
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    // From here on it is waited for.
    worker.ref();
    worker.postMessage({ exit: true });
    await exited;
  }

  #idle(): void {
    this.#timer = null;
    for (const connection of this.#written) if (lengthOf(connection).behind >= idleBehindMin) this.#move(connection.file);
    this.#written.clear();
  }

  #move(file: string): void {
    if (this.#moving.has(file)) return;
    this.#moving.add(file);
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage({ move: file });
  }

  #startWorker(): Worker {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./wal-mover.worker.${extension}`, import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.on('message', (file: string) => this.#moving.delete(file));
    // Without it the writer moves its log itself, at the limit.
    worker.on('error', () => {});
    worker.unref();
    return worker;
  }
}

/** The pages in a write-ahead log, and how many of them are not in the file yet. NOOP only asks. */
function lengthOf(connection: Connection): { readonly frames: number; readonly behind: number } {
  const row = connection.get('PRAGMA wal_checkpoint(NOOP)');
  if (!row) return { frames: 0, behind: 0 };
  const frames = integerAt(row, 1);
  return { frames, behind: frames - integerAt(row, 2) };
}
