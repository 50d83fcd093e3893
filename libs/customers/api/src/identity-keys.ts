import type { IdentityDocument } from '@zongheng/customers-events';

/**
 * Names the streams of identities by a keyed hash: who has the key can tell whether a number is taken, who has the log alone cannot. The key
 * is the installation's own; the service that runs it keeps it.
 */
export abstract class IdentityKeys {
  /** A plain id, the same for the same document and number for ever. */
  abstract streamIdOf(document: IdentityDocument, number: string): string;
}
