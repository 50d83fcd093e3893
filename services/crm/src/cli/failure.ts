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
