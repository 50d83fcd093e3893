import type { LogSummary } from '@zongheng/event-store-sqlite';
import type { Urged } from '@zongheng/planning-api';
import type { DutyDone } from '@zongheng/policy';

/** What operating an installation needs of it. */
export class Operations {
  readonly #backup: (file: string) => Promise<LogSummary>;
  readonly #urge: () => Promise<Urged>;
  readonly #due: () => Promise<readonly DutyDone[]>;

  constructor(work: {
    readonly backup: (file: string) => Promise<LogSummary>;
    readonly urge: () => Promise<Urged>;
    readonly due: () => Promise<readonly DutyDone[]>;
  }) {
    this.#backup = work.backup;
    this.#urge = work.urge;
    this.#due = work.due;
  }

  /** Urges now what plans owe, as is done once a day. */
  urge(): Promise<Urged> {
    return this.#urge();
  }

  /** Does now what falls due by the calendar, as is done once a day. */
  due(): Promise<readonly DutyDone[]> {
    return this.#due();
  }

  /** Writes a copy of the log, whole up to a position, into a new file while everything goes on. */
  backup(file: string): Promise<LogSummary> {
    return this.#backup(file);
  }
}
