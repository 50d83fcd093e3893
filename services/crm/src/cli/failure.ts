import { FileError, MappingError, SinkError, UndoError } from '@zongheng/exchange';
import { ConfigurationError } from '@zongheng/service-kit';

/** How the command line ends. Scripts may rely on these numbers. */
export const exitCodes = {
  ok: 0,
  /** It ran, and found something: bad rows, a view that differs, what could not be undone. */
  found: 1,
  /** The words on the command line are wrong. */
  usage: 2,
  /** No installation could be reached or started. */
  unreachable: 3,
  /** The installation refused. */
  refused: 4,
} as const;

/** What ends a verb: an exit code and lines for a person. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** The exit code for what ended a verb, whoever threw it. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Failure) return error.exitCode;
  // What was named on the command line is not there, or cannot be used.
  const isMisnamed = error instanceof MappingError || error instanceof FileError || error instanceof UndoError;
  if (isMisnamed || error instanceof ConfigurationError) return exitCodes.usage;
  if (error instanceof SinkError && error.code !== 'IMPORT.NOT_ANSWERED') return exitCodes.refused;
  return exitCodes.unreachable;
}
