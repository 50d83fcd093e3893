import { Scratch } from '../planning/scratch.ts';
import type { CommandLine, CommandResult } from '../sink/command-sink.ts';
import type { Installation } from '../sink/installation.ts';
import type { Compensations } from './compensations.ts';
import { historyOf, undoCorrelation } from './history.ts';
import { recordUndone, recordUndoStarted } from './run-record.ts';
import { TouchedStreams, type TouchedStream } from './touched-streams.ts';
import { UndoError } from './undo-error.ts';
import { JsonLines } from './json-lines.ts';

export interface UndoOptions {
  /** The run, as the import named it: `maven-crm.1`. */
  readonly run: string;
  readonly installation: Installation;
  readonly compensations: Compensations;
  readonly reason?: string;
  /** Take back also what others have changed since. */
  readonly force?: boolean;
  /** Say what would be done, and do nothing. */
  readonly dryRun?: boolean;
  /** Where to write each record that was kept, one JSON object a line. */
  readonly reportFile?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A record that the undo left as it is. */
export interface Kept {
  readonly stream: string;
  readonly code: 'UNDO.NO_COMPENSATION' | 'UNDO.WAS_THERE_BEFORE' | 'UNDO.CHANGED_SINCE' | (string & {});
  readonly reason: string;
}

export interface UndoSummary {
  readonly run: string;
  readonly dryRun: boolean;
  /** Undone before: nothing was left to do. */
  readonly wasUndone: boolean;
  /** Records taken back, by the category of their streams. */
  readonly undone: ReadonlyMap<string, number>;
  /** Records kept, by the reason, with the first of each. */
  readonly kept: readonly {
    readonly code: string;
    readonly category: string;
    readonly reason: string;
    times: number;
    readonly first: string;
  }[];
}

/**
 * Takes back what a run recorded: a compensating command for each record it made, the last first. Master data stay, and so does what others
 * have changed since; the summary says all that was kept, and why. Interrupted, it goes on when it is run again.
 * @throws UndoError where there is no such run; SinkError where the installation cannot be reached or refuses.
 */
export async function undoImport(options: UndoOptions): Promise<UndoSummary> {
  const mapping = options.run.slice(0, options.run.lastIndexOf('.'));
  const { events, state } = await historyOf(mapping, options.installation.log);
  const known = state.runs.find(({ run }) => run === options.run);
  const started = events.find((event) => event.type === 'ImportStarted' && event.data.run === options.run);
  if (known === undefined || started === undefined)
    throw new UndoError(
      options.run,
      state.runs.map(({ run }) => run),
    );
  const undo = new Undo({ ...options, ...(known.undoReason === null ? {} : { reason: known.undoReason }) });
  if (known.status === 'undone') return undo.summary(true);
  const scratch = new Scratch();
  try {
    await undo.carryOut(mapping, started.position, scratch);
    return undo.summary(false);
  } finally {
    undo.close();
    scratch.close();
  }
}

class Undo {
  private readonly options: UndoOptions;
  private readonly reason: string;
  private readonly report: JsonLines | null;
  private readonly undone = new Map<string, number>();
  private readonly kept = new Map<string, UndoSummary['kept'][number]>();

  constructor(options: UndoOptions) {
    this.options = options;
    this.reason = options.reason ?? `The import ${options.run} was undone`;
    this.report = options.reportFile === undefined ? null : new JsonLines(options.reportFile);
  }

  close(): void {
    this.report?.close();
  }

  async carryOut(mapping: string, from: number, scratch: Scratch): Promise<void> {
    const { run, installation, dryRun = false } = this.options;
    if (!dryRun) await recordUndoStarted(installation.sink, run, mapping, this.reason);
    const touched = new TouchedStreams(scratch, run);
    for await (const page of installation.log.after(from)) touched.add(page);
    await this.compensate(touched);
    if (dryRun) return;
    const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);
    const kept = sumOf([...this.kept.values()].map(({ times }) => times));
    await recordUndone(installation.sink, run, mapping, sumOf(this.undone.values()), kept);
  }

  private async compensate(touched: TouchedStreams): Promise<void> {
    const { run, installation, dryRun = false, onProgress } = this.options;
    const total = touched.count;
    const underWay = new Map<number, TouchedStream>();
    let done = 0;
    if (dryRun) {
      for (const stream of touched.read()) if (this.mayGo(stream)) this.settle(stream, null);
      return;
    }
    for await (const result of installation.sink.send(this.lines(touched, underWay), undoCorrelation(run))) {
      const stream = underWay.get(result.line);
      if (stream === undefined) continue;
      underWay.delete(result.line);
      this.settle(stream, result);
      done += 1;
      if (done % 100 === 0) onProgress?.(done, total);
    }
    onProgress?.(total, total);
  }

  private async *lines(touched: TouchedStreams, underWay: Map<number, TouchedStream>): AsyncIterable<CommandLine> {
    let line = 0;
    for (const stream of touched.read()) {
      const compensation = this.options.compensations[stream.category];
      if (!this.mayGo(stream) || compensation === undefined) continue;
      line += 1;
      underWay.set(line, stream);
      const { command, reason } = compensation;
      yield { command, id: stream.id, key: undoCorrelation(this.options.run), body: { [reason]: this.reason } };
    }
  }

  private mayGo(stream: TouchedStream): boolean {
    const { compensations, force = false } = this.options;
    const { category, isMade, changedBy } = stream;
    if (!Object.hasOwn(compensations, category)) this.keep(stream, 'UNDO.NO_COMPENSATION', 'no command takes such a record back: it stays');
    else if (!isMade) this.keep(stream, 'UNDO.WAS_THERE_BEFORE', 'the run did not make it, it added to what was there');
    else if (changedBy !== null && !force)
      this.keep(stream, 'UNDO.CHANGED_SINCE', `it was changed since by ${changedBy}; --force takes it back all the same`);
    else return true;
    return false;
  }

  private settle(stream: TouchedStream, result: CommandResult | null): void {
    const problem = result?.problem ?? null;
    if (problem === null) this.undone.set(stream.category, (this.undone.get(stream.category) ?? 0) + 1);
    else this.keep(stream, problem.code, problem.detail);
  }

  private keep({ stream, category }: TouchedStream, code: Kept['code'], reason: string): void {
    const kept: Kept = { stream, code, reason };
    this.report?.write(kept);
    const known = this.kept.get(`${category} ${code}`);
    if (known === undefined) this.kept.set(`${category} ${code}`, { code, category, reason, times: 1, first: stream });
    else known.times += 1;
  }

  summary(wasUndone: boolean): UndoSummary {
    const { run, dryRun = false } = this.options;
    return { run, dryRun, wasUndone, undone: this.undone, kept: [...this.kept.values()] };
  }
}
