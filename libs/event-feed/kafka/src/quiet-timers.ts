let isQuiet = false;

/**
 * The client asks for timers in the past, and Node warns of it: a line in each service's log that nobody can do anything about. This one warning, and only where
 * it is the client's, is left out; all others are told.
 */
export function leaveOutTimerWarnings(): void {
  if (isQuiet) return;
  isQuiet = true;
  const emitWarning = process.emitWarning;
  process.emitWarning = (...said: unknown[]): void => {
    if (said[1] === 'TimeoutNegativeWarning' && new Error().stack?.includes('/kafkajs/') === true) return;
    Reflect.apply(emitWarning, process, said);
  };
}
