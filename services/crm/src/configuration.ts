import { resolve } from 'node:path';
import type { Founding } from '@zongheng/product';
import {
  ConfigurationError,
  configured,
  type Configured,
  type Environment,
  foundingOf,
  foundingSettings,
  logLevel,
  type LogLevel,
  loopbackOnly,
  port,
  setting,
} from '@zongheng/service-kit';

/** What an installation is started with. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** Everything durable stands here: the log and, beside it, what can be rebuilt from it. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Used once, when a new data folder is founded; afterwards the log's first event holds. */
  readonly founding: Founding;
}

/** Every setting: an environment variable, the flag that overrides it, its default and its meaning. The help text is made from this. */
export const settings = {
  PORT: setting('the port to listen on; 0 takes a free one', port, { flag: 'port', fallback: '7070' }),
  HOST: setting('the address to listen on; only loopback until authentication is set up', loopbackOnly, {
    flag: 'host',
    fallback: '127.0.0.1',
  }),
  DATA_DIR: setting('the data folder, made when it is not there', folder, { flag: 'data-dir', fallback: '.data' }),
  LOG_LEVEL: logLevel('warn', 'log-level'),
  ...foundingSettings,
};

/**
 * The configuration of some flags over some environment. An empty variable counts as not set.
 * @throws ConfigurationError naming the setting at fault.
 */
export function configurationOf(args: readonly string[], environment: Environment): Configuration {
  return configurationFrom(configured(settings, environment, args));
}

export function configurationFrom(values: Configured<typeof settings>): Configuration {
  const { PORT, HOST, DATA_DIR, LOG_LEVEL } = values;
  return { port: PORT, host: HOST, dataDir: DATA_DIR, logLevel: LOG_LEVEL, founding: foundingOf(values) };
}

function folder(text: string, name: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new ConfigurationError(name, text, 'give the path of a folder');
  return resolve(text);
}
