/** What the pipeline counts of itself; whoever publishes figures listens. */
export interface CommandMeter {
  /** A command was answered, after so many milliseconds: how. */
  answered(type: string, outcome: 'recorded' | 'unchanged' | 'replayed' | 'refused' | 'failed', ms: number): void;
  refused(type: string, code: string): void;
  appended(events: number): void;
  /** Another writer was first; the stream is read again. */
  conflicted(type: string): void;
  /** Whether the aggregate was at hand, or was read from the store. */
  folded(fromCache: boolean): void;
  /** A snapshot could not be saved or read: it costs time, nothing else. */
  snapshotFailed(error: unknown): void;
}

/** Counts nothing. */
export const silentMeter: CommandMeter = {
  answered() {},
  refused() {},
  appended() {},
  conflicted() {},
  folded() {},
  snapshotFailed() {},
};
