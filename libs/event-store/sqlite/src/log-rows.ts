import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type LogPage, type LogRead, pageLimit, type StreamRead } from '@zongheng/event-store';
import type { RecordedEvent } from '@zongheng/kernel';
import { corrupt } from './fault.ts';
import { eventColumns } from './log-file.ts';
import { rowDecoder, type RowValues } from './row.ts';

/** A filtered page looks through so much of the log at most (0.3 µs an event left out), so that it stays short for those who wait. */
const windowEventsMax = 16_384;

/** Reads events through one connection, a bounded page at a time. */
export class LogRows {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #decode = rowDecoder();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  readStream(stream: string, read: StreamRead): RecordedEvent[] {
    const limit = pageLimit(read.limit);
    const isBackwards = read.direction === 'backwards';
    const from = read.from ?? (isBackwards ? Number.MAX_SAFE_INTEGER : 0);
    const rows = this.#rows(
      isBackwards
        ? `SELECT ${eventColumns} FROM events WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`
        : `SELECT ${eventColumns} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
      stream,
      from,
      limit,
    );
    checkStream(stream, rows, read);
    return rows.map(this.#decode);
  }

  /** A page of the log up to `head`, the last position known to be durable. */
  readAll(read: LogRead, head: number): LogPage {
    const limit = pageLimit(read.limit);
    const { after, shards, types } = read;
    if (after >= head) return { events: [], position: after, atEnd: true };
    const end = Math.min(after + windowOf(read, limit), head);
    const rows =
      shards === undefined && types === undefined
        ? this.#unfiltered(after, end)
        : this.#rows(filteredPage(shards, types), after, end, ...namesOf(shards), ...namesOf(types), limit);
    const isCut = rows.length === limit;
    const position = isCut ? (rows.at(-1)?.[0] ?? end) : end;
    return { events: rows.map(this.#decode), position, atEnd: position >= head };
  }

  #unfiltered(after: number, end: number): RowValues[] {
    const rows = this.#rows(`SELECT ${eventColumns} FROM events WHERE position > ? AND position <= ? ORDER BY position`, after, end);
    if (rows.length !== end - after) throw corrupt(`of the events at positions ${after + 1} to ${end} only ${rows.length} are there`);
    return rows;
  }

  #rows(sql: string, ...values: (string | number)[]): RowValues[] {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      statement.setReturnArrays(true);
      this.#statements.set(sql, statement);
    }
    return statement.all(...values) as unknown as RowValues[];
  }
}

/** How much of the log a page looks at: as much as may be needed to fill it, within the bound. */
function windowOf({ shards, types }: LogRead, limit: number): number {
  return shards === undefined && types === undefined ? limit : Math.max(limit, windowEventsMax);
}

function filteredPage(shards: ReadonlySet<number> | undefined, types: ReadonlySet<string> | undefined): string {
  const byShard = shards === undefined ? '' : 'AND shard IN (SELECT value FROM json_each(?))';
  const byType = types === undefined ? '' : 'AND type IN (SELECT value FROM json_each(?))';
  return `SELECT ${eventColumns} FROM events WHERE position > ? AND position <= ? ${byShard} ${byType} ORDER BY position LIMIT ?`;
}

function namesOf(filter: ReadonlySet<string | number> | undefined): string[] {
  return filter === undefined ? [] : [JSON.stringify([...filter])];
}

/** The rows are the stream's, revision by revision from where they must begin: an index that has lost an entry shows here. */
function checkStream(stream: string, rows: readonly RowValues[], { from = 0, direction, limit }: StreamRead): void {
  const isBackwards = direction === 'backwards';
  const first = isBackwards ? (rows[0]?.[2] ?? 0) : Math.max(from, 0);
  rows.forEach((row, index) => {
    const revision = isBackwards ? first - index : first + index;
    if (row[1] !== stream || row[2] !== revision) throw corrupt(`${stream}: revision ${revision} is missing`);
  });
  const last = rows.at(-1)?.[2] ?? 0;
  if (isBackwards && last > 0 && rows.length < pageLimit(limit)) throw corrupt(`${stream}: revision ${last - 1} is missing`);
}
