import type { CommandRunner } from '../commands/command-runner.ts';
import type { ServedDocuments } from '../queries/served-documents.ts';

/** What the policies of every context look things up in. */
export interface PolicyReads {
  /** Read models: a binding names those that it asks, and is asked when they have reached the event. */
  readonly documents: Pick<ServedDocuments, 'keysOf'>;
  /** Streams, folded, as commands see them. */
  readonly streams: Pick<CommandRunner, 'load'>;
}
