import type { BusinessDate, Instant, Refusal } from '@zongheng/kernel';

/** A command on its way to its aggregate. */
export interface CommandRequest {
  readonly type: string;
  /** The aggregate. A command that creates derives a new id from its key where none is given. */
  readonly id?: string;
  /** The idempotency key; one is made where none is given, and a retry is then not recognised. */
  readonly key?: string;
  /** The body as validated: plain JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The revision the sender has seen. */
  readonly ifMatch?: number;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The step of a trace that sends it, as W3C's `traceparent`. */
  readonly traceparent?: string;
  /** The business date; today in the installation's time zone where none is given. */
  readonly on?: BusinessDate;
  readonly occurredAt?: Instant;
}

/** An event as its sender sees it. */
export interface ReceiptEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly revision: number;
  readonly position: number;
  readonly businessDate: BusinessDate;
  readonly recordedAt: Instant;
  readonly data: unknown;
}

/** What a command answers once its events are durable. */
export interface Receipt {
  readonly id: string;
  readonly stream: string;
  /** The stream's revision after the command (-1: nothing was ever recorded there). */
  readonly revision: number;
  readonly position: number;
  /** `<epoch>.<shard>.<position>`: a query that is given it waits until it shows what the command did. */
  readonly token: string;
  /** None where everything was so already. */
  readonly events: readonly ReceiptEvent[];
  /** Whether this command had been carried out before, and this is its answer again. */
  readonly replayed: boolean;
}

export type CommandAnswer = Receipt | Refusal;
