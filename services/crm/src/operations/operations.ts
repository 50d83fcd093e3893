import type { LogSummary } from '@zongheng/event-store-sqlite';
import type { Projections } from '@zongheng/projection';
import type { Configuration } from '../configuration.ts';

type Founding = Configuration['founding'];

/** What operating an installation needs of it. */
export class Operations {
  readonly projections: Projections;
  readonly views: readonly string[];
  readonly installation: Founding;
  readonly #backup: (file: string) => Promise<LogSummary>;

  constructor(projections: Projections, views: readonly string[], installation: Founding, backup: (file: string) => Promise<LogSummary>) {
    this.projections = projections;
    this.views = views;
    this.installation = installation;
    this.#backup = backup;
  }

  /** Writes a copy of the log, whole up to a position, into a new file while everything goes on. */
  backup(file: string): Promise<LogSummary> {
    return this.#backup(file);
  }
}
