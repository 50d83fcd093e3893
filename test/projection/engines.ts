/** The embedded engines, as a thread that projects opens them. */
import { join } from 'node:path';
import { openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { inProcessFeed } from '@zongheng/event-feed-in-process';
import type { EngineModule } from '@zongheng/projection';
import { openSqliteReadStore } from '@zongheng/read-store-sqlite';

export const openEngines: EngineModule['openEngines'] = async (config) => {
  const { folder } = config as { readonly folder: string };
  const log = openSqliteLogReader({ folder: join(folder, 'log') });
  const store = await openSqliteReadStore({ folder: join(folder, 'views') });
  const close = async (): Promise<void> => {
    await log.close();
    await store.close();
  };
  return { log, feed: inProcessFeed(log), store, close };
};
