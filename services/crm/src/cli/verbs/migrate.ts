import { openSqliteEventStore, openSqliteLogReader } from '@zongheng/event-store-sqlite';
import { migrateLog } from '@zongheng/event-store-eventstoredb';
import { identityKeyIn } from '@zongheng/product';
import { configured, logSettings, wallClock } from '@zongheng/service-kit';
import { configurationOf } from '../../configuration.ts';
import { foldersIn } from '../../wiring/engines.ts';
import type { Screen } from '../screen.ts';

/** `crm migrate`: moves the log of a data folder into the EventStoreDB that the environment names; goes on where it was stopped. */
export async function migrate(screen: Screen, dataDir: string | undefined): Promise<void> {
  const { dataDir: folder } = configurationOf(dataDir === undefined ? [] : ['--data-dir', dataDir], process.env);
  const { EVENTSTORE_URL, EVENTSTORE_NAMESPACE } = configured(logSettings, process.env);
  const { log } = foldersIn(folder);
  // Says that there is no log, where opening the store would begin one.
  await openSqliteLogReader({ folder: log }).close();
  // Owned until it is done: who serves the folder meanwhile would record what is left behind.
  const source = await openSqliteEventStore({ folder: log, clock: wallClock });
  const bar = screen.progress('events');
  const began = performance.now();
  let isTold = false;
  try {
    const { epoch, events, hash } = await migrateLog(source, {
      connectionString: EVENTSTORE_URL,
      namespace: EVENTSTORE_NAMESPACE,
      onStep(_, done, total) {
        if (!isTold) screen.print(`moving ${folder} into ${EVENTSTORE_NAMESPACE}: until it is done, neither can be served`);
        isTold = true;
        bar.update(done, total);
      },
    });
    const seconds = (performance.now() - began) / 1_000;
    screen.print(`${EVENTSTORE_NAMESPACE}: ${events} events, epoch ${epoch}, ${hash} on both sides, in ${seconds.toFixed(1)} s`);
    screen.note(
      `Start the services with the key that names identities: IDENTITY_KEY_FILE=${identityKeyIn(folder)}. The folder is left as it was; serve it no longer.`,
    );
    screen.note('Positions, tokens and cursors handed out before are answered with 410; views are built anew.');
  } finally {
    bar.end();
    await source.close();
  }
}
