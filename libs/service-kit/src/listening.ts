import { oneOf, port, yesOrNo } from './kinds.ts';
import { ConfigurationError, type Configured, setting } from './settings.ts';

const logLevels = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** How much is logged. */
export const logLevel = (fallback: LogLevel, flag: string | null = null) =>
  setting(`how much is logged: ${logLevels.join(', ')}`, oneOf(logLevels), { fallback, flag });

/** An address of this machine that no other reaches. */
export function loopbackOnly(text: string, name: string): string {
  if (loopback.has(text)) return text;
  throw new ConfigurationError(name, text, 'there is no authentication yet, so only loopback is served: give 127.0.0.1, ::1 or localhost');
}

/** Where a service listens. */
export const listeningSettings = {
  PORT: setting('the port to listen on; 0 takes a free one', port, { fallback: '0' }),
  HOST: setting('the address to listen on; beyond loopback only with TRUSTED_NETWORK=yes', (text) => text, { fallback: '127.0.0.1' }),
  TRUSTED_NETWORK: setting(
    'yes where HOST is on a network that nobody but these services reaches, a network of containers for one: there is no authentication yet',
    yesOrNo,
    { fallback: 'no' },
  ),
  LOG_LEVEL: logLevel('info'),
};

/** Where to listen. @throws ConfigurationError for an address beyond loopback whose network is not said to be trusted */
export function addressOf({
  HOST,
  PORT,
  TRUSTED_NETWORK,
}: Pick<Configured<typeof listeningSettings>, 'HOST' | 'PORT' | 'TRUSTED_NETWORK'>): {
  readonly host: string;
  readonly port: number;
} {
  if (!TRUSTED_NETWORK && !loopback.has(HOST)) {
    const remedy =
      'there is no authentication yet, so only loopback is served: give 127.0.0.1, or say TRUSTED_NETWORK=yes where nobody else reaches that network';
    throw new ConfigurationError('HOST', HOST, remedy);
  }
  return { host: HOST, port: PORT };
}
