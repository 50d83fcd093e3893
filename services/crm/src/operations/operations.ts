import type { LogSummary } from '@zongheng/event-store-sqlite';
import type { Urged } from '@zongheng/planning-api';
import type { Projections } from '@zongheng/projection';
import type { Configuration } from '../configuration.ts';

type Founding = Configuration['founding'];

/** What operating an installation needs of it. */
export class Operations {
  readonly projections: Projections;
  readonly views: readonly string[];
  readonly installation: Founding;
  readonly #backup: (file: string) => Promise<LogSummary>;
  readonly #urge: () => Promise<Urged | null>;

  constructor(
    projections: Projections,
    views: readonly string[],
    installation: Founding,
    work: { readonly backup: (file: string) => Promise<LogSummary>; readonly urge: () => Promise<Urged | null> },
  ) {
    this.projections = projections;
    this.views = views;
    this.installation = installation;
    this.#backup = work.backup;
    this.#urge = work.urge;
  }

  /** Urges now what plans owe, as is done once an hour; null where it failed. */
  urge(): Promise<Urged | null> {
    return this.#urge();
  }

  /** Writes a copy of the log, whole up to a position, into a new file while everything goes on. */
  backup(file: string): Promise<LogSummary> {
    return this.#backup(file);
  }
}
