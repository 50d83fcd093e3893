import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What Nest says of how it puts an application together: hundreds of lines that are the same at every start. */
const assembly: ReadonlySet<string | undefined> = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/**
 * Nest's logger on pino: one JSON object a line. Nest gives a message and its context last; the kit gives an object of fields and a message
 * before that. Bodies, queries and headers are never logged: there may be personal data in them.
 */
export class PinoLogger implements LoggerService {
  readonly #pino: Logger;

  constructor(options: { readonly level?: LogLevel; readonly destination?: DestinationStream } = {}) {
    const { level = 'info', destination } = options;
    const settings = {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
    };
    this.#pino = destination ? pino(settings, destination) : pino(settings);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.#write(assembly.has(textsIn(more).at(-1)) ? 'debug' : 'info', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.#write('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.#write('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.#write('fatal', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.#write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.#write('trace', message, more);
  }

  #write(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', message: unknown, more: readonly unknown[]): void {
    const texts = textsIn(more);
    if (message instanceof Error) this.#pino[level]({ err: message, context: texts.at(-1) }, message.message);
    else if (typeof message === 'object' && message !== null) this.#pino[level]({ ...message, context: texts.at(-1) }, texts.at(-2));
    else this.#pino[level]({ context: texts.at(-1), ...(texts.length > 1 ? { stack: texts[0] } : {}) }, String(message));
  }
}

function textsIn(values: readonly unknown[]): readonly string[] {
  return values.filter((each): each is string => typeof each === 'string');
}
