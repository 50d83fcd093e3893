import { secretLike } from './kinds.ts';
import { secret } from './settings.ts';

/** By which key identities are named. The same for every service and for the life of the installation. */
export const identitySettings = {
  IDENTITY_KEY: secret(
    'the key by which identities are named in the log: 32 random bytes in base64, kept for ever',
    secretLike(/^[A-Za-z0-9+/]{43}=$/, 'give 32 bytes in base64, as `head -c 32 /dev/urandom | base64` makes them'),
  ),
};
