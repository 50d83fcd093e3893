import { httpInstallation, type ImportSummary, loadMapping, runImport, shippedMappings, undoImport } from '@zongheng/exchange';
import { compensations } from '@zongheng/product';
import { exitCodes, Failure } from '../failure.ts';
import type { HttpClient } from '../http-client.ts';
import type { Screen } from '../screen.ts';

export interface ImportVerbOptions {
  readonly dryRun: boolean;
  readonly report?: string;
  /** Values in the place of the mapping's constants. */
  readonly set: Readonly<Record<string, string>>;
}

/** `crm import MAPPING PATH…`: rows to commands. Running it again changes nothing; interrupted, that is how it goes on. */
export async function importFiles(
  client: HttpClient,
  screen: Screen,
  mapping: string,
  given: readonly string[],
  options: ImportVerbOptions,
): Promise<void> {
  const bar = screen.progress('bytes');
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  let summary: ImportSummary;
  try {
    summary = await runImport({
      mapping: loadMapping(mapping),
      given,
      constants: options.set,
      installation: httpInstallation({ url: client.url }, await timeZoneOf(client)),
      dryRun: options.dryRun,
      signal: stopping.signal,
      ...(options.report === undefined ? {} : { reportFile: options.report }),
      onProgress: ({ bytesRead, bytesTotal }) => bar.update(bytesRead, bytesTotal),
    });
  } finally {
    bar.end();
  }
  show(screen, summary);
  if (summary.isStopped) throw new Failure(exitCodes.found, 'stopped: run it again to go on');
  const { bad, refused } = summary.counts;
  if (bad + refused > 0)
    throw new Failure(
      exitCodes.found,
      `${bad} rows were bad, ${refused} commands refused${options.report ? `: see ${options.report}` : '; --report FILE writes each of them down'}`,
    );
}

/** `crm import undo RUN`: takes back what a run recorded, and says what it could not. */
export async function undo(
  client: HttpClient,
  screen: Screen,
  run: string,
  options: { readonly force: boolean; readonly dryRun: boolean; readonly report?: string; readonly reason?: string },
): Promise<void> {
  const bar = screen.progress('records');
  const summary = await undoImport({
    run,
    installation: httpInstallation({ url: client.url }, await timeZoneOf(client)),
    compensations,
    force: options.force,
    dryRun: options.dryRun,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.report === undefined ? {} : { reportFile: options.report }),
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.end());
  if (summary.wasUndone) return screen.print(`${run} was undone before`);
  const would = summary.dryRun ? 'would be taken back' : 'taken back';
  for (const [category, records] of summary.undone) screen.print(`${records} ${category} ${would}`);
  for (const { times, category, reason, first } of summary.kept) screen.print(`${times} ${category} kept: ${reason} (first: ${first})`);
}

/** `crm mappings`: what ships. */
export function listMappings(screen: Screen): void {
  for (const name of shippedMappings()) screen.print(name);
}

async function timeZoneOf(client: HttpClient): Promise<string> {
  return (await client.get<{ readonly timeZone: string }>('/v1/operations/installation')).timeZone;
}

function show(screen: Screen, { run, mapping, dryRun, steps, commands, findings, shown, counts, elapsedMs }: ImportSummary): void {
  const rate = Math.round((counts.rows / Math.max(1, elapsedMs)) * 1000);
  screen.print(
    `${run ?? mapping}${dryRun ? ' (dry run: nothing was sent)' : ''}: ${counts.rows} rows in ${(elapsedMs / 1000).toFixed(1)} s, ${rate} rows/s`,
  );
  for (const { step, rows, planned, repeats, bad, skipped } of steps) {
    const passed = [...skipped].map(([why, times]) => `, ${times} skipped: ${why}`).join('');
    screen.print(`  ${step.padEnd(16)} ${rows} rows: ${planned} planned, ${repeats} repeats, ${bad} bad${passed}`);
  }
  for (const { command, sent, recorded, unchanged, refused } of commands) {
    screen.print(`  ${command.padEnd(24)} ${sent} sent: ${recorded} recorded, ${unchanged} unchanged, ${refused} refused`);
  }
  for (const { level, code, reason, times, examples } of findings) {
    const first = examples[0];
    screen.print(
      `  ${level} ${code} × ${times}${reason ? `: ${reason}` : ''}${first ? ` (${first.file}:${first.line ?? '-'} ${first.reason})` : ''}`,
    );
  }
  for (const command of shown) screen.print(`  ${JSON.stringify(command)}`);
}
