import type { Worker } from 'node:worker_threads';
import { foreignOrderingKey, recordedClock, StoreError, WrongExpectedRevision } from '@zongheng/event-store';
import type { Instant } from '@zongheng/kernel';
import { packAppend, type QueuedAppend } from './appends.ts';
import { type Fault, faultOf } from './fault.ts';
import { storeErrorOf } from './store-errors.ts';
import { startThread } from './thread.ts';
import type { CommitReport, FromWriter, ToWriter, WriterStart } from './writer-protocol.ts';

/** What an append was given by the log. */
export interface Place {
  readonly firstPosition: number;
  readonly recordedAt: Instant;
}

/** What the writer's client tells as it comes to know it. */
export interface WriterNews {
  /** An append is durable, and stands from this position on; told in the order of the log. */
  recorded(append: QueuedAppend, firstPosition: number, recordedAt: Instant): void;
  /** All up to this position is durable; these are the types of the events that have become so. */
  advanced(position: number, types: ReadonlySet<string>): void;
}

interface Pending {
  readonly append: QueuedAppend;
  readonly recordedAt: Instant;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: Error) => void;
}

export interface WriterCounters {
  readonly appends: number;
  readonly events: number;
  readonly commits: number;
  /** Appends waiting for the disk now. */
  readonly pending: number;
}

/** So many appends may wait for the disk; more are refused, so that a stalled disk does not eat the memory. */
const pendingMax = 65_536;

/** Fewer appends than this are not worth a message of their own. */
const earlyAppendsMin = 8;

/** The writer's thread as seen from here: appends go in, positions come out, in order. */
export class WriterClient {
  readonly opened: Promise<Extract<FromWriter, { kind: 'opened' }>>;
  readonly #worker: Worker;
  readonly #bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #told: WriterNews;
  readonly #exited: Promise<void>;
  #pending: Pending[] = [];
  #unsent: (string | number)[] = [];
  #unsentAppends = 0;
  /** Where clients go in step, half of them are sent on before the rest of the same turn: the halves then take turns with the disk. */
  #earlyAppends = earlyAppendsMin;
  #recordedAt = '' as Instant;
  #now: () => Instant;
  #failure: Fault | undefined;
  #isClosing = false;
  #appends = 0;
  #events = 0;
  #commits = 0;

  constructor(start: Omit<WriterStart, 'bell'>, clock: () => Instant, told: WriterNews) {
    this.#told = told;
    this.#now = recordedClock(clock, undefined);
    this.#worker = startThread('writer', { ...start, bell: this.#bell } satisfies WriterStart);
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.opened = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromWriter) => {
        if (message.kind === 'opened') {
          this.#now = recordedClock(clock, instantOf(message.recordedAtMs));
          resolve(message);
        }
        if (message.kind === 'failed') this.#fail(message.fault);
        if (message.kind === 'committed') this.#settle(message);
      });
      this.#worker.once('error', (error) => this.#fail(faultOf(error)));
      this.#worker.once('exit', () => {
        this.#fail({ code: this.#isClosing ? 'STORE.CLOSED' : 'STORE.UNAVAILABLE', found: 'the log writer has ended' });
        reject(this.#failed());
      });
    });
  }

  get counters(): WriterCounters {
    return { appends: this.#appends, events: this.#events, commits: this.#commits, pending: this.#pending.length };
  }

  /** Where the append stands, once it is durable. */
  append(append: QueuedAppend): Promise<Place> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failed());
      if (this.#pending.length >= pendingMax) return reject(tooManyPending());
      if (this.#unsentAppends === 0) this.#begin();
      packAppend(this.#unsent, append);
      this.#pending.push({ append, recordedAt: this.#recordedAt, resolve, reject });
      this.#unsentAppends += 1;
      const isWriterIdle = this.#pending.length === this.#unsentAppends;
      if (isWriterIdle && this.#unsentAppends >= this.#earlyAppends) this.#send();
    });
  }

  /** Resolves when all that was appended is durable and the thread has ended. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#send();
    this.#post({ kind: 'close' });
    await this.#exited;
  }

  #begin(): void {
    this.#recordedAt = this.#now();
    this.#unsent = [Date.parse(this.#recordedAt)];
    queueMicrotask(() => this.#send());
  }

  #send(): void {
    if (this.#unsentAppends === 0) return;
    this.#post({ kind: 'append', message: this.#unsent });
    this.#unsentAppends = 0;
  }

  #post(message: ToWriter): void {
    this.#worker.postMessage(message);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  #settle({ appends, firstPosition, commits, refused }: CommitReport): void {
    const settled = this.#pending.splice(0, appends);
    this.#earlyAppends = Math.max(earlyAppendsMin, appends >> 1);
    const refusals = new Map(refused.map(({ index, outcome }) => [index, outcome]));
    const types = new Set<string>();
    let position = firstPosition;
    this.#commits += commits;
    settled.forEach(({ append, recordedAt, resolve, reject }, index) => {
      const refusal = refusals.get(index);
      if (refusal?.kind === 'conflict') return reject(new WrongExpectedRevision(append.stream, append.expected, refusal.actual));
      if (refusal?.kind === 'other-ordering-key') return reject(foreignOrderingKey(append.stream, append.orderingKey, refusal.fixed));
      if (refusal !== undefined) return reject(this.#faulted(refusal.fault));
      this.#told.recorded(append, position, recordedAt);
      for (const { type } of append.events) types.add(type);
      resolve({ firstPosition: position, recordedAt });
      position += append.events.length;
      this.#appends += 1;
      this.#events += append.events.length;
    });
    this.#told.advanced(position - 1, types);
  }

  /** A damaged log is not written to again: what stands in it must not get worse. */
  #faulted(fault: Fault): StoreError {
    if (fault.code === 'STORE.CORRUPT') this.#failure ??= fault;
    return storeErrorOf(fault);
  }

  #fail(fault: Fault): void {
    this.#failure ??= fault;
    const left = this.#pending;
    this.#pending = [];
    for (const { reject } of left) reject(this.#failed());
  }

  #failed(): StoreError {
    return storeErrorOf(this.#failure ?? { code: 'STORE.UNAVAILABLE', found: 'the log writer does not answer' });
  }
}

function instantOf(ms: number | undefined): Instant | undefined {
  return ms === undefined ? undefined : (new Date(ms).toISOString() as Instant);
}

function tooManyPending(): StoreError {
  return new StoreError('STORE.UNAVAILABLE', `${pendingMax} appends wait for the disk`, 'try again when it has caught up');
}
