import type { ReadStore } from '@zongheng/read-store';
import { secretLike, textLike } from '../kinds.ts';
import { type Configured, secret, setting } from '../settings.ts';

/** Where the read models are. */
export const readModelSettings = {
  MONGODB_URL: secret(
    'the connection string of MongoDB, a replica set, such as mongodb://host:27017/?replicaSet=rs0',
    secretLike(/^mongodb(\+srv)?:\/\/\S+$/, 'write it as mongodb://user:password@host:27017/?replicaSet=rs0'),
  ),
  MONGODB_DATABASE: setting('the database', textLike(/^[A-Za-z0-9_-]{1,63}$/, 'give at most 63 letters, digits, dashes and underscores'), {
    fallback: 'zongheng',
  }),
};

/** Opens the read models that the environment names. @throws ReadStoreError READ_STORE.UNAVAILABLE */
export async function openReadModels({ MONGODB_URL, MONGODB_DATABASE }: Configured<typeof readModelSettings>): Promise<ReadStore> {
  const { openMongoReadStore } = await import('@zongheng/read-store-mongodb');
  return openMongoReadStore({ url: MONGODB_URL, database: MONGODB_DATABASE });
}
