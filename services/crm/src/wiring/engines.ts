import { join } from 'node:path';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import type { EngineModule } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';
import { startTracing } from '@zongheng/service-kit';

/** Where the embedded engines keep things, within the data folder: the log apart from what can be rebuilt from it. */
export function foldersIn(dataDir: string): { readonly log: string; readonly views: string } {
  return { log: join(dataDir, 'log'), views: join(dataDir, 'views') };
}

/** Opens what a projecting thread works on: connections of its own to the log and to the read models. */
export const openEngines: EngineModule['openEngines'] = async (config, purpose) => {
  // The service that started the thread sent it.
  const { log: logFolder, views } = foldersIn((config as { readonly dataDir: string }).dataDir);
  const tracing = purpose === 'projecting' ? await startTracing() : null;
  const log = openSqliteLogReader({ folder: logFolder });
  const store = await openSqliteReadStore({ folder: views });
  return {
    log,
    feed: inProcessFeed(log),
    store,
    async close() {
      await store.close();
      await log.close();
      await tracing?.stop();
    },
  };
};
