import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isTimeZone } from '@zongheng/kernel';

/** What an installation is started with. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** Everything durable stands here: the log and, beside it, what can be rebuilt from it. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Used once, when a new data folder is founded; afterwards the log's first event holds. */
  readonly founding: { readonly name: string; readonly timeZone: string; readonly currency: string };
}

const logLevels = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A setting that cannot be right: which one, what was found, what to do. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION.INVALID';
  readonly setting: string;

  constructor(setting: string, found: string, remedy: string) {
    super(`${setting} is "${found}": ${remedy}`);
    this.name = 'ConfigurationError';
    this.setting = setting;
  }
}

interface Setting<T> {
  readonly flag: string;
  readonly fallback: string;
  readonly meaning: string;
  read(text: string, name: string): T;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Every setting: an environment variable, the flag that overrides it, its default and its meaning. The help text is made from this. */
export const settings = {
  PORT: setting('port', '7070', 'the port to listen on; 0 takes a free one', (text, name) => {
    const port = Number(text);
    if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new ConfigurationError(name, text, 'give a port from 0 to 65535');
    return port;
  }),
  HOST: setting('host', '127.0.0.1', 'the address to listen on; only loopback until authentication is set up', (text, name) => {
    if (!loopback.has(text)) {
      throw new ConfigurationError(
        name,
        text,
        'there is no authentication yet, so only loopback is served: give 127.0.0.1, ::1 or localhost',
      );
    }
    return text;
  }),
  DATA_DIR: setting('data-dir', '.data', 'the data folder, made when it is not there', (text, name) => {
    if (text.trim() === '' || text.includes('\0')) throw new ConfigurationError(name, text, 'give the path of a folder');
    return resolve(text);
  }),
  LOG_LEVEL: setting('log-level', 'warn', `how much is logged: ${logLevels.join(', ')}`, (text, name) => {
    const level = logLevels.find((known) => known === text);
    if (level === undefined) throw new ConfigurationError(name, text, `give one of ${logLevels.join(', ')}`);
    return level;
  }),
  TIME_ZONE: setting(
    'time-zone',
    'Asia/Shanghai',
    'the time zone of business dates, fixed for ever when a data folder is founded',
    (text, name) => {
      if (!isTimeZone(text)) throw new ConfigurationError(name, text, 'give an IANA time zone such as Asia/Shanghai');
      return text;
    },
  ),
  CURRENCY: setting('currency', 'CNY', 'the home currency, fixed for ever when a data folder is founded', (text, name) => {
    if (!/^[A-Z]{3}$/.test(text)) throw new ConfigurationError(name, text, 'give an ISO 4217 code such as CNY');
    return text;
  }),
  INSTALLATION_NAME: setting('name', 'Zongheng 纵横', 'what a new installation is called', (text, name) => {
    if (text.trim() === '' || text.length > 200) throw new ConfigurationError(name, text, 'give a name of 1 to 200 characters');
    return text;
  }),
};

function setting<T>(flag: string, fallback: string, meaning: string, read: Setting<T>['read']): Setting<T> {
  return { flag, fallback, meaning, read };
}

/**
 * The configuration of some flags over some environment. An empty variable counts as not set.
 * @throws ConfigurationError naming the setting at fault.
 */
export function configurationOf(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Configuration {
  const flags = flagsOf(args);
  const read = <T>(name: keyof typeof settings, definition: Setting<T>): T => {
    const flag = flags[definition.flag];
    if (flag !== undefined) return definition.read(flag, `--${definition.flag}`);
    return definition.read(environment[name] || definition.fallback, name);
  };
  return {
    port: read('PORT', settings.PORT),
    host: read('HOST', settings.HOST),
    dataDir: read('DATA_DIR', settings.DATA_DIR),
    logLevel: read('LOG_LEVEL', settings.LOG_LEVEL),
    founding: {
      name: read('INSTALLATION_NAME', settings.INSTALLATION_NAME),
      timeZone: read('TIME_ZONE', settings.TIME_ZONE),
      currency: read('CURRENCY', settings.CURRENCY),
    },
  };
}

function flagsOf(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries(Object.values(settings).map((definition) => [definition.flag, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(
      'the command line',
      args.join(' '),
      `${found}. Known flags: ${Object.keys(options)
        .map((flag) => `--${flag}`)
        .join(' ')}`,
    );
  }
}

/** The settings as lines for a help text. */
export function settingsHelp(): string {
  return Object.entries(settings)
    .map(
      ([name, definition]) => `  --${definition.flag.padEnd(10)} ${name.padEnd(18)} ${definition.meaning} (default ${definition.fallback})`,
    )
    .join('\n');
}
