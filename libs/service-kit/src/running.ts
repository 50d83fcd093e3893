import { Closing } from './closing.ts';
import { ConfigurationError, configured, type Configured, type Settings, settingsHelp } from './settings.ts';
import { startTracing, tracingSettings } from './tracing.ts';

/** How a service ends. Whoever supervises it may rely on these numbers. */
export const exitCodes = { ok: 0, configuration: 2, failed: 3 } as const;

/** Containers are killed half a minute after they were told to stop. */
const stopWithinMs = 25_000;

export interface Program<S extends Settings> {
  /** How it is started, for the help text. */
  readonly usage: string;
  readonly settings: S;
  /**
   * Starts it; what it opens it adds to `closing`. Resolves to what is said once it runs. `fail` ends it afterwards, where it cannot go on; `told`
   * aborts when it is told to stop, for what waits while it starts. Modules that only a running service needs are loaded in here: who has a
   * setting wrong is told at once.
   */
  start(configuration: Configured<S>, closing: Closing, fail: (error: unknown) => void, told: AbortSignal): Promise<string>;
}

/**
 * Runs a service until it is told to stop, which is listened for from the beginning: whoever is told to stop while it starts stops as cleanly as
 * later. What is under way is ended first, within bounds. A second signal ends it at once.
 */
export async function run<S extends Settings>({ usage, settings, start }: Program<S>): Promise<never> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n\n${settingsHelp({ ...settings, ...tracingSettings })}\n`);
    process.exit(exitCodes.ok);
  }
  const told = new AbortController();
  const over = Promise.withResolvers<void>();
  told.signal.addEventListener('abort', () => over.resolve(), { once: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told.abort());
  const closing = new Closing();
  let code: number = exitCodes.ok;
  try {
    const configuration = configured(settings, process.env, args);
    const tracing = await startTracing();
    if (tracing) closing.add(() => tracing.stop());
    const welcome = await start(configuration, closing, (error) => over.reject(error), told.signal);
    process.stdout.write(`${welcome}\n`);
    await over.promise;
  } catch (error) {
    if (!told.signal.aborted) code = failed(error);
  }
  await within(stopWithinMs, closing.all()).catch((error: unknown) => (code = failed(error)));
  process.exit(code);
}

function failed(error: unknown): number {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof ConfigurationError ? exitCodes.configuration : exitCodes.failed;
}

async function within(ms: number, stopping: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`it did not stop within ${ms / 1000} s, and is ended`)), ms);
  await Promise.race([stopping, late.promise]).finally(() => clearTimeout(timer));
}
