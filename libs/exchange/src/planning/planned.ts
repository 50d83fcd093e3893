import type { ProblemCode } from './problems.ts';

/** A command as it goes out, and the line it comes from. */
export interface PlannedCommand {
  readonly command: string;
  readonly id: string | null;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly line: number;
  /** Whether it is no mistake that the system has it already. */
  readonly mayExist: boolean;
}

/** What becomes of one row, or of one case: commands that belong together. */
export interface PlannedUnit {
  readonly step: string;
  readonly file: string;
  /** Of its first row. */
  readonly line: number;
  /** How many rows of the file it stands for. */
  readonly rows: number;
  /** What tells it from other rows of its step. */
  readonly key: string;
  readonly commands: readonly PlannedCommand[];
}

/** One line of an import's report. */
export interface Finding {
  /** bad: not sent; refused: sent, and the system would not have it; assumed and note: carried out, but worth knowing. */
  readonly level: 'bad' | 'refused' | 'assumed' | 'note';
  /** A code of the importer, or of the system for what it refused. */
  readonly code: ProblemCode | (string & {});
  readonly step: string | null;
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
  readonly remedy: string;
  readonly value: string | null;
  readonly command?: string;
  readonly key?: string;
  /** The line whose trouble this one follows from. */
  readonly follows?: number;
}

/** What became of the rows of a step before anything was sent. Rows = planned + skipped + repeats + bad. */
export interface StepCounts {
  readonly step: string;
  rows: number;
  /** Rows that gave commands. */
  planned: number;
  /** Rows that say nothing new: the same value of `distinct`, or the same row again. */
  repeats: number;
  bad: number;
  readonly skipped: Map<string, number>;
}
