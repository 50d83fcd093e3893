import type { RecordedEvent } from '@zongheng/kernel';
import type { CommandSink } from './command-sink.ts';

/** What can be read of an installation's log from outside. */
export interface InstallationLog {
  /** All events of a stream, in order; none where there is no such stream. */
  stream(name: string): Promise<readonly RecordedEvent[]>;
  /** All events after a position (0: from the start), in order, a page at a time, to the end of the log. */
  after(position: number): AsyncIterable<readonly RecordedEvent[]>;
}

/** An installation as data exchange sees it: commands in, events out. */
export interface Installation {
  readonly sink: CommandSink;
  readonly log: InstallationLog;
  /** The time zone its business dates are of. */
  readonly timeZone: string;
}
