import type { EventStore } from '@zongheng/event-store';
import { wallClock } from '../clock.ts';
import { secretLike, textLike } from '../kinds.ts';
import { type Configured, secret, setting } from '../settings.ts';

/** Where the log is. */
export const logSettings = {
  EVENTSTORE_URL: secret(
    'the connection string of EventStoreDB, such as esdb://host:2113?tls=true',
    secretLike(/^esdb(\+discover)?:\/\/\S+$/, 'write it as esdb://user:password@host:2113?tls=true'),
  ),
  EVENTSTORE_NAMESPACE: setting(
    'what the names of this installation’s streams begin with in that database',
    textLike(/^[a-z][a-z0-9_]{0,31}$/, 'give at most 32 small letters, digits and underscores, a letter first'),
    { fallback: 'crm' },
  ),
};

/** Opens the log that the environment names. @throws StoreError where it cannot be reached in time, or denies */
export async function openLog({ EVENTSTORE_URL, EVENTSTORE_NAMESPACE }: Configured<typeof logSettings>): Promise<EventStore> {
  const { openEventStoreDb } = await import('@zongheng/event-store-eventstoredb');
  return openEventStoreDb({ connectionString: EVENTSTORE_URL, namespace: EVENTSTORE_NAMESPACE, clock: wallClock });
}
