import type { StatementSync } from 'node:sqlite';
import { categoryOf, idOf, type RecordedEvent } from '@zongheng/kernel';
import type { Scratch } from '../planning/scratch.ts';
import { undoCorrelation } from './history.ts';

/** A record that a run left events in. */
export interface TouchedStream {
  readonly stream: string;
  readonly category: string;
  readonly id: string;
  /** Whether the run made it, or only added to what was there. */
  readonly isMade: boolean;
  /** The first event of somebody else after the run’s: who did what. Null where there is none. */
  readonly changedBy: string | null;
}

/** Whose events do not count as a change by others: policies follow by themselves. */
const isPolicy = (event: RecordedEvent): boolean => event.actor.startsWith('policy');

/** Gathers from the log what a run touched, on disk: a run may have made millions of records. */
export class TouchedStreams {
  private readonly scratch: Scratch;
  private readonly table: string;
  private readonly run: string;
  private readonly touch: StatementSync;
  private readonly change: StatementSync;

  constructor(scratch: Scratch, run: string) {
    this.scratch = scratch;
    this.run = run;
    this.table = scratch.table('(stream TEXT PRIMARY KEY, position INTEGER NOT NULL, made INTEGER NOT NULL, changed TEXT) WITHOUT ROWID');
    this.touch = scratch.database.prepare(`INSERT OR IGNORE INTO ${this.table} VALUES (?, ?, ?, NULL)`);
    this.change = scratch.database.prepare(`UPDATE ${this.table} SET changed = ? WHERE stream = ? AND changed IS NULL`);
  }

  add(events: readonly RecordedEvent[]): void {
    this.scratch.atOnce(() => {
      for (const event of events) this.addOne(event);
    });
  }

  private addOne(event: RecordedEvent): void {
    if (categoryOf(event.stream) === 'import' || event.correlationId === undoCorrelation(this.run)) return;
    if (event.correlationId === this.run) this.touch.run(event.stream, event.position, event.revision === 0 ? 1 : 0);
    else if (!isPolicy(event)) this.change.run(`${event.actor} (${event.type} of ${event.recordedAt.slice(0, 10)})`, event.stream);
  }

  /** All that was touched, what came last first: what rests on a record goes before it. */
  *read(): Iterable<TouchedStream> {
    const rows = this.scratch.database.prepare(`SELECT stream, made, changed FROM ${this.table} ORDER BY position DESC`);
    for (const row of rows.iterate()) {
      const stream = String(row['stream']);
      const changed = row['changed'];
      yield {
        stream,
        category: categoryOf(stream),
        id: idOf(stream),
        isMade: row['made'] === 1,
        changedBy: typeof changed === 'string' ? changed : null,
      };
    }
  }

  get count(): number {
    return Number(this.scratch.database.prepare(`SELECT count(*) AS count FROM ${this.table}`).get()?.['count'] ?? 0);
  }
}
