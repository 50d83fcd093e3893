import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be right: which one, what was found, what to do. What is secret is never shown. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION.INVALID';
  readonly setting: string;

  /** @param found the text that was found; undefined where there is none, null where it is a secret */
  constructor(setting: string, found: string | null | undefined, remedy: string) {
    super(`${setting} ${foundSaid(found)}: ${remedy}`);
    this.name = 'ConfigurationError';
    this.setting = setting;
  }
}

function foundSaid(found: string | null | undefined): string {
  if (found === undefined) return 'is not set';
  return found === null ? 'is not right (what it holds is not shown)' : `is "${found}"`;
}

/** What an environment variable means, and how its text is read. */
export interface Setting<T> {
  readonly meaning: string;
  /** The text that holds where none is given; null where one has to be. */
  readonly fallback: string | null;
  /** The flag of the command line that comes before the variable; null where there is none. */
  readonly flag: string | null;
  /** Secrets are shown in no error, and `<NAME>_FILE` may name a file that holds them. */
  readonly isSecret: boolean;
  /** @throws ConfigurationError */
  read(text: string, name: string): T;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** What some settings were found to be. */
export type Configured<S extends Settings> = { readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never };

export function setting<T>(
  meaning: string,
  read: Setting<T>['read'],
  { fallback = null, flag = null }: { readonly fallback?: string | null; readonly flag?: string | null } = {},
): Setting<T> {
  return { meaning, fallback, flag, isSecret: false, read };
}

/** A setting that nobody may read in a log: by variable, or in a file that `<NAME>_FILE` names. */
export function secret<T>(meaning: string, read: (text: string, name: string) => T, fallback: string | null = null): Setting<T> {
  return { meaning, fallback, flag: null, isSecret: true, read };
}

/**
 * Reads settings from flags and the environment: a flag comes before a variable, and an empty variable counts as not set.
 * @throws ConfigurationError naming the setting at fault
 */
export function configured<S extends Settings>(settings: S, environment: Environment, args: readonly string[] = []): Configured<S> {
  const flags = flagsOf(settings, args);
  const values = Object.entries(settings).map(([name, definition]) => [name, valueOf(name, definition, environment, flags)] as const);
  // Each name has the value that its own setting read.
  return Object.fromEntries(values) as Configured<S>;
}

function valueOf(name: string, definition: Setting<unknown>, environment: Environment, flags: Environment): unknown {
  const flag = definition.flag === null ? undefined : flags[definition.flag];
  if (flag !== undefined) return definition.read(flag, `--${definition.flag}`);
  const text = environment[name] || (definition.isSecret ? fileNamedBy(`${name}_FILE`, environment) : null) || definition.fallback;
  if (text === null) {
    const inFile = definition.isSecret ? `, or ${name}_FILE for a file that holds it` : '';
    throw new ConfigurationError(name, undefined, `set ${name}${inFile}: ${definition.meaning}`);
  }
  return definition.read(text, name);
}

/** What stands in a file that a variable names, without the line's end after it. */
function fileNamedBy(variable: string, environment: Environment): string | null {
  const path = environment[variable];
  if (!path) return null;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ConfigurationError(
      variable,
      path,
      `name a file that can be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

function flagsOf(settings: Settings, args: readonly string[]): Environment {
  const names = Object.values(settings).flatMap(({ flag }) => (flag === null ? [] : [flag]));
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) }).values;
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const known =
      names.length === 0 ? 'There are no flags, only environment variables' : `Known flags: ${names.map((name) => `--${name}`).join(' ')}`;
    throw new ConfigurationError('the command line', args.join(' '), `${found}. ${known}`);
  }
}

/** Settings as lines for a help text. */
export function settingsHelp(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, { flag, meaning, fallback, isSecret }]) => {
      const flagColumn = flag === null ? '' : `--${flag.padEnd(10)} `;
      const otherwise = fallback === null ? 'has to be set' : fallback === '' ? 'default: none' : `default ${fallback}`;
      return `  ${flagColumn}${name.padEnd(18)} ${meaning} (${otherwise}${isSecret ? `; ${name}_FILE may name a file that holds it` : ''})`;
    })
    .join('\n');
}
