import type { Faults } from './faults.ts';
import type { WireLog } from './wire-log.ts';

/** A call that stays open. */
export interface OpenCall {
  readonly cancelled: boolean;
  end(): unknown;
  emit(event: 'error', error: Error): boolean;
}

/** What the services of one double share. */
export interface DoubleState {
  /** Null while the server is starting. */
  log: WireLog | null;
  readonly faults: Faults;
  /** So many bytes of data, metadata and type one append may have. */
  readonly sizeMax: number;
  /** The streams of appends, and the subscriptions, that are open. */
  readonly calls: Set<OpenCall>;
  readonly subscriptions: Set<OpenCall>;
}
