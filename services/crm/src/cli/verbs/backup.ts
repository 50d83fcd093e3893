import { resolve } from 'node:path';
import { type LogSummary, restoreLog } from '@zongheng/event-store-sqlite';
import { identityKeyBeside, restoreIdentityKey } from '@zongheng/product';
import { wallClock } from '@zongheng/service-kit';
import { configurationOf } from '../../configuration.ts';
import { foldersIn } from '../../wiring/engines.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

/** `crm backup FILE`: copies the log while everything goes on; the copy is read from end to end before it appears. */
export async function backup(client: HttpClient, screen: Screen, file: string): Promise<void> {
  const whole = resolve(file);
  const summary = await client.post<LogSummary>('/v1/operations/backup', { file: whole });
  screen.print(`${whole}: ${summary.events} events of ${summary.streams} streams, up to position ${summary.head}`);
  screen.note(`${identityKeyBeside(whole)} belongs to it: without that key nobody can tell whose an identity is. Keep the two together.`);
}

/** `crm restore FILE`: makes the log of a data folder that has none; it begins a new epoch, and views are built anew when it is started. */
export async function restore(screen: Screen, file: string, dataDir: string | undefined): Promise<void> {
  const configuration = configurationOf(dataDir === undefined ? [] : ['--data-dir', dataDir], process.env);
  const bar = screen.progress('steps');
  try {
    const summary = await restoreLog({
      from: resolve(file),
      folder: foldersIn(configuration.dataDir).log,
      clock: wallClock,
      onProgress: ({ done, total }) => bar.update(done, total),
    });
    const hasKey = restoreIdentityKey(resolve(file), configuration.dataDir);
    screen.print(`${configuration.dataDir}: ${summary.events} events of ${summary.streams} streams, epoch ${summary.epoch}`);
    if (!hasKey) screen.note(`There is no ${identityKeyBeside(resolve(file))}: where the log names identities, it will not start without.`);
    screen.note('Positions, tokens and cursors handed out before the restore are answered with 410. Prove the views with: crm verify');
  } finally {
    bar.end();
  }
}
