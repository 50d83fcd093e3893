/** What goes wrong on demand. Counts run down; the others stand until they are changed. */
export interface Faults {
  /** So many appends more are done, and never answered. */
  loseAnswers: number;
  /** So many appends more are done, and end the stream that they came by instead of being answered. */
  breakStreams: number;
  /** So many appends more are held for `holdMs` before they are done. */
  holdAppends: number;
  holdMs: number;
  /** Every call is told that the server is not ready. */
  isAway: boolean;
  /** Every call is denied. */
  denies: boolean;
  /** Every answer of a read takes so much longer. */
  readDelayMs: number;
}

export function noFaults(): Faults {
  return { loseAnswers: 0, breakStreams: 0, holdAppends: 0, holdMs: 0, isAway: false, denies: false, readDelayMs: 0 };
}
