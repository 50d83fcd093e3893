import type { AppendMessage } from './appends.ts';
import type { Fault } from './fault.ts';
import type { WriterSettings } from './log-file.ts';
import type { Outcome } from './log-writer.ts';

/** What the writer's thread is started with. */
export interface WriterStart {
  readonly folder: string;
  /** The epoch of the log where it has to be begun. */
  readonly newEpoch: string;
  readonly settings: WriterSettings;
  /** Makes each commit so much slower, to try a slow disk. */
  readonly syncDelayMs: number;
  /**
   * Rung after each message. The thread sleeps on it rather than in its event loop: a round trip takes 12 µs instead of 40, and half of the
   * sender's time.
   */
  readonly bell: Int32Array<SharedArrayBuffer>;
}

export type ToWriter = { readonly kind: 'append'; readonly message: AppendMessage } | { readonly kind: 'close' };

/** The outcomes of the oldest so many appends under way: all recorded from `firstPosition` on, but for those named. */
export interface CommitReport {
  readonly kind: 'committed';
  readonly appends: number;
  readonly firstPosition: number;
  readonly commits: number;
  readonly refused: readonly { readonly index: number; readonly outcome: Exclude<Outcome, { kind: 'recorded' }> }[];
}

export type FromWriter =
  | { readonly kind: 'opened'; readonly epoch: string; readonly position: number; readonly recordedAtMs: number | undefined }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | CommitReport;
