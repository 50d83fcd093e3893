import type { CompiledStep } from '../mapping/compiled.ts';
import { identities, type UsedUp } from '../planning/identities.ts';
import { JoinRows } from '../planning/join-rows.ts';
import { planCases } from '../planning/plan-cases.ts';
import { columnUnknown, newCounts, type PlanContext } from '../planning/plan-context.ts';
import { planOnce, planRows } from '../planning/plan-rows.ts';
import type { Finding, PlannedUnit, StepCounts } from '../planning/planned.ts';
import type { World } from '../planning/row-scope.ts';
import { Scratch } from '../planning/scratch.ts';
import { inputRows } from '../reading/input-reader.ts';
import type { Installation } from '../sink/installation.ts';
import { historyOf, runFor, usedUpIds } from './history.ts';
import { type Prepared, prepareImport } from './prepare.ts';
import { JsonLines } from './json-lines.ts';
import { recordCompleted, recordStarted } from './run-record.ts';
import { sendUnits } from './sending.ts';
import { type ImportSummary, Tally } from './summary.ts';

/** How far a run is. */
export interface ImportProgress {
  /** The step under way; null while other files are read to look things up in. */
  readonly step: string | null;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly commands: number;
}

export interface ImportOptions {
  /** The mapping, as parsed from its file. */
  readonly mapping: unknown;
  /** Folders and files to import. */
  readonly given: readonly string[];
  /** Takes the place of the mapping’s constants, by name. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Where to; null only for a dry run. */
  readonly installation: Installation | null;
  /** Do everything but sending. */
  readonly dryRun?: boolean;
  /** Where to write the report, one JSON object a line. */
  readonly reportFile?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** How many commands a dry run shows (default 10). */
  readonly shownMax?: number;
  /** The time zone of business dates in a dry run without an installation (default Asia/Shanghai). */
  readonly timeZone?: string;
  /** Ends the run after what is under way; running it again goes on. */
  readonly signal?: AbortSignal;
}

/**
 * Imports files by a mapping. Every row is accounted for: sent, skipped on purpose, a repeat, or reported. Whoever runs it again with the same
 * files changes nothing; after a kill that is how it goes on.
 * @throws MappingError | FileError before anything is sent; SinkError where the installation cannot be reached, or refuses to start the run.
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  if (options.installation === null && options.dryRun !== true) throw new Error('an import needs an installation, unless it is a dry run');
  const prepared = await prepareImport(options.mapping, options.given, options.constants);
  const scratch = new Scratch();
  const report = options.reportFile === undefined ? null : new JsonLines(options.reportFile);
  try {
    return await new ImportRun(options, prepared, scratch, report).go();
  } finally {
    report?.close();
    scratch.close();
  }
}

class ImportRun {
  private readonly options: ImportOptions;
  private readonly prepared: Prepared;
  private readonly scratch: Scratch;
  private readonly reportFile: JsonLines | null;
  private readonly tally = new Tally();
  private readonly started = performance.now();
  private bytesRead = 0;
  private commands = 0;
  private step: string | null = null;

  constructor(options: ImportOptions, prepared: Prepared, scratch: Scratch, reportFile: JsonLines | null) {
    this.options = options;
    this.prepared = prepared;
    this.scratch = scratch;
    this.reportFile = reportFile;
  }

  async go(): Promise<ImportSummary> {
    const { installation, dryRun = false } = this.options;
    const { mapping, inputs } = this.prepared;
    const known = installation === null ? null : await historyOf(mapping.name, installation.log);
    const run = known === null ? null : runFor(mapping.name, this.prepared.fingerprint, known);
    const usedUp = known === null || installation === null ? null : await usedUpIds(known, installation.log, this.scratch);
    if (!dryRun && installation !== null && run !== null) await recordStarted(installation.sink, run, this.prepared);
    for (const { files } of inputs) {
      for (const file of files) file.unknownColumns.forEach((column) => this.report(columnUnknown(file.path, column)));
    }
    const context = await this.context(usedUp);
    for (const step of mapping.steps) {
      if (this.isStopped) break;
      await this.carryOut(step, context, run);
    }
    if (!dryRun && installation !== null && run !== null && !this.isStopped) {
      await recordCompleted(installation.sink, run, mapping.name, this.tally.counts());
    }
    return this.summary(run);
  }

  private get isStopped(): boolean {
    return this.options.signal?.aborted === true;
  }

  private async carryOut(step: CompiledStep, context: PlanContext, run: string | null): Promise<void> {
    this.step = step.name;
    const counts = newCounts(step.name);
    this.tally.steps.push(counts);
    const units = unitsOf(step, context, counts);
    const { installation, dryRun = false } = this.options;
    if (dryRun || installation === null || run === null) return this.countOnly(units);
    await sendUnits(units, {
      sink: installation.sink,
      run,
      tally: this.tally,
      report: (finding) => this.report(finding),
      onAnswer: () => {
        this.commands += 1;
        if (this.commands % 100 === 0) this.progress();
      },
      isStopped: () => this.isStopped,
    });
    this.progress();
  }

  private async countOnly(units: AsyncIterable<readonly PlannedUnit[]>): Promise<void> {
    const { shownMax = 10 } = this.options;
    for await (const batch of units) {
      for (const command of batch.flatMap((unit) => unit.commands)) {
        this.tally.command(command.command).sent += 1;
        if (this.tally.shown.length < shownMax) this.tally.shown.push(command);
        this.commands += 1;
      }
      this.progress();
      if (this.isStopped) return;
    }
  }

  private async context(usedUp: UsedUp | null): Promise<PlanContext> {
    const { mapping, inputs } = this.prepared;
    const tables = await this.joinTables();
    const world: World = {
      timeZone: this.options.installation?.timeZone ?? this.options.timeZone ?? 'Asia/Shanghai',
      identities: identities(mapping.namespace, mapping.masters, usedUp),
      joins: (table, key) => tables[table]?.find(key) ?? { cells: null, times: 0 },
    };
    return {
      mapping,
      inputs,
      world,
      scratch: this.scratch,
      report: (finding) => this.report(finding),
      onBytes: (count) => this.read(count),
    };
  }

  /** Reads what rows are looked up in. Broken rows of it are reported; what would have found them is then reported as missing. */
  private async joinTables(): Promise<readonly JoinRows[]> {
    const tables: JoinRows[] = [];
    for (const table of this.prepared.mapping.tables) {
      const rows = new JoinRows(table, this.scratch);
      tables.push(rows);
      const opened = this.prepared.inputs.find(({ input }) => input === table.input);
      if (opened === undefined) continue;
      for await (const { rows: batch } of inputRows(
        opened,
        (count) => this.read(count),
        () => undefined,
      )) {
        for (const { cells, broken } of batch) if (broken === null) rows.add(cells);
      }
    }
    return tables;
  }

  private read(count: number): void {
    this.bytesRead += count;
    this.progress();
  }

  private report(finding: Finding): void {
    this.tally.found(finding);
    this.reportFile?.write(finding);
  }

  private progress(): void {
    const { step, bytesRead, commands } = this;
    this.options.onProgress?.({ step, bytesRead, bytesTotal: this.bytesTotal, commands });
  }

  private get bytesTotal(): number {
    const { mapping, inputs } = this.prepared;
    const readings = [...mapping.tables.map(({ input }) => input), ...mapping.steps.map(({ input }) => input)];
    const bytesOf = (index: number): number =>
      inputs.find(({ input }) => input === readings[index])?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
    return readings.reduce((sum, _input, index) => sum + bytesOf(index), 0);
  }

  private summary(run: string | null): ImportSummary {
    const { tally } = this;
    return {
      run,
      mapping: this.prepared.mapping.name,
      dryRun: this.options.dryRun ?? false,
      isStopped: this.isStopped,
      steps: tally.steps,
      commands: tally.commands,
      findings: tally.findings,
      counts: tally.counts(),
      shown: tally.shown,
      elapsedMs: performance.now() - this.started,
    };
  }
}

async function* unitsOf(step: CompiledStep, context: PlanContext, counts: StepCounts): AsyncIterable<readonly PlannedUnit[]> {
  if (step.input === null) yield planOnce(step, context, counts);
  else if (step.group === null) yield* planRows(step, context, counts);
  else yield* planCases(step, step.group, context, counts);
}
