import type { ProblemCode } from '../planning/problems.ts';

/** A row as a file gives it: the line it starts on, and its texts, or why it cannot be read. */
export interface SourceRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken: BrokenRow | null;
}

export interface BrokenRow {
  readonly code: ProblemCode;
  readonly reason: string;
  readonly value: string | null;
}

/** The most bytes one row may take. */
export const rowBytesMax = 1_048_576;
