/** A command as the bulk endpoint takes it, one a line. */
export interface CommandLine {
  readonly command: string;
  readonly id?: string;
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Why the system would not have a command (RFC 9457, as far as it matters here). */
export interface CommandProblem {
  readonly code: string;
  readonly detail: string;
  readonly remedy: string | null;
  /** The member of the body at fault, as a JSON pointer. */
  readonly field: string | null;
}

/** What became of one line: lines are numbered from 1 in the order in which they were sent; answers may come in any order. */
export interface CommandResult {
  readonly line: number;
  readonly status: number;
  readonly id: string | null;
  readonly revision: number | null;
  readonly position: number | null;
  readonly token: string | null;
  /** How many events were recorded; none where everything was so already. */
  readonly events: number;
  /** Carried out before, by the same key: nothing was recorded now. */
  readonly replayed: boolean;
  readonly problem: CommandProblem | null;
}

/**
 * Where commands go. Each line gets exactly one result. Lines are taken as fast as the other side can, and not faster; what is done for an
 * earlier line is seen by the later ones.
 */
export interface CommandSink {
  /** @param correlationId what all their events name as what they belong to. */
  send(commands: AsyncIterable<CommandLine>, correlationId: string): AsyncIterable<CommandResult>;
}

/** The installation cannot be reached, or does not understand: what was not answered must be sent again. */
export class SinkError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, found: string, remedy: string) {
    super(`${found}: ${remedy}`);
    this.name = 'SinkError';
    this.code = code;
    this.remedy = remedy;
  }
}
