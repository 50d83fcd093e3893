import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ExpectedRevision } from '@zongheng/event-store';
import type { TimedAppend } from './appends.ts';
import { type Fault, faultOf, mayLieInOne } from './fault.ts';
import { headOf } from './log-file.ts';
import { checksumOf } from './row.ts';
import { type StreamHead, StreamHeads } from './stream-heads.ts';

/** What became of one append. */
export type Outcome =
  | { readonly kind: 'recorded'; readonly firstPosition: number }
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly kind: 'other-ordering-key'; readonly fixed: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Writes batches of appends, each batch one transaction, each append all or nothing. Lives on the writer's thread. */
export class LogWriter {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #findHead: StatementSync;
  readonly #heads = new StreamHeads();
  #position: number;
  #commits = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(
      `INSERT INTO events (position, stream, revision, shard, type, ordering_key, recorded_at_ms, checksum, meta, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream, revision) DO NOTHING`,
    );
    this.#findHead = database.prepare('SELECT revision, ordering_key FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1');
    this.#position = headOf(database)();
  }

  /** The position of the last event that is durable. */
  get position(): number {
    return this.#position;
  }

  /** How many transactions were committed. */
  get commits(): number {
    return this.#commits;
  }

  /** One outcome for each append, in order. Where one append may be at fault, each is tried alone, so that none fails for another. */
  commit(appends: readonly TimedAppend[]): Outcome[] {
    try {
      return this.#inTransaction(appends);
    } catch (error) {
      if (appends.length > 1 && mayLieInOne(error)) return appends.flatMap((append) => this.commit([append]));
      const fault = faultOf(error);
      return appends.map(() => ({ kind: 'fault', fault }));
    }
  }

  #inTransaction(appends: readonly TimedAppend[]): Outcome[] {
    const before = this.#position;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const outcomes = appends.map((append) => this.#record(append));
      this.#database.exec('COMMIT');
      this.#commits += 1;
      return outcomes;
    } catch (error) {
      this.#position = before;
      this.#heads.clear();
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #record(append: TimedAppend): Outcome {
    const { stream, expected, orderingKey } = append;
    if (expected !== 'no-stream') {
      const head = this.#heads.get(stream) ?? this.#lookUp(stream);
      if (head?.revision !== expected) return { kind: 'conflict', actual: head?.revision ?? 'no-stream' };
      if (head.orderingKey !== orderingKey) return { kind: 'other-ordering-key', fixed: head.orderingKey };
    }
    const firstPosition = this.#position + 1;
    const firstRevision = expected === 'no-stream' ? 0 : expected + 1;
    for (let index = 0; index < append.events.length; index += 1) {
      if (this.#insertEvent(append, index, firstRevision + index)) continue;
      // The stream that was thought new is not: the table refused its first revision, so nothing of this append stands.
      const found = this.#lookUp(stream);
      if (index > 0 || found === undefined) throw new Error(`${stream}: revision ${firstRevision + index} stands already`);
      return { kind: 'conflict', actual: found.revision };
    }
    this.#heads.set(stream, { revision: firstRevision + append.events.length - 1, orderingKey });
    return { kind: 'recorded', firstPosition };
  }

  /** False where that revision stands already. */
  #insertEvent({ stream, orderingKey, shard, recordedAtMs, events }: TimedAppend, index: number, revision: number): boolean {
    const event = events[index];
    if (event === undefined) return false;
    const position = this.#position + 1;
    const { type, meta, data } = event;
    const checksum = checksumOf(position, stream, revision, type, orderingKey, recordedAtMs, meta, data);
    const done = this.#insert.run(position, stream, revision, shard, type, orderingKey, recordedAtMs, checksum, meta, data);
    if (done.changes === 0) return false;
    this.#position = position;
    return true;
  }

  #lookUp(stream: string): StreamHead | undefined {
    const found = this.#findHead.get(stream);
    if (found === undefined) return undefined;
    const head = { revision: Number(found['revision']), orderingKey: String(found['ordering_key']) };
    this.#heads.set(stream, head);
    return head;
  }
}
