import { join } from 'node:path';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import type { EventLog } from '@zongheng/event-store';
import { openSqliteEventStore } from '@zongheng/event-store-sqlite';
import type { Instant } from '@zongheng/kernel';
import { views } from '@zongheng/product/views';
import { ProjectionEngine } from '@zongheng/projection';
import type { ReadStore } from '@zongheng/read-store';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';

export interface EmbeddedProjection {
  readonly log: EventLog;
  readonly store: ReadStore;
  close(): Promise<void>;
}

/** Puts every event of a log, in its order, into an embedded one in a folder, and projects that into embedded read models. */
export async function embeddedProjectionOf(source: EventLog, folder: string): Promise<EmbeddedProjection> {
  let now = '2000-01-01T00:00:00.000Z' as Instant;
  const log = await openSqliteEventStore({ folder: join(folder, 'log'), clock: () => now });
  for (let after = 0; ;) {
    const page = await source.readAll({ after });
    for (const { stream, revision, position: _position, recordedAt, ...event } of page.events) {
      now = recordedAt;
      await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
    }
    after = page.position;
    if (page.atEnd) break;
  }
  const store = await openSqliteReadStore({ folder: join(folder, 'views') });
  const engine = new ProjectionEngine({ views, log, feed: inProcessFeed(log), store, shortLogMax: Number.MAX_SAFE_INTEGER });
  await engine.start();
  const head = await log.head();
  for (const { name } of views) {
    if (!(await engine.progress.waitFor(name, 'all', head, 120_000))) throw new Error(`${name} does not reach the end of the log`);
  }
  await engine.stop();
  return {
    log,
    store,
    async close() {
      await store.close();
      await log.close();
    },
  };
}
