import type { CompiledGroup, CompiledStep } from '../mapping/compiled.ts';
import type { Scalar } from '../mapping/value-language.ts';
import { type CaseRow, CaseRows, type SortedCase } from './case-rows.ts';
import { assumedValue, badRow, type Place, type PlanContext, rowsOf } from './plan-context.ts';
import type { PlannedCommand, PlannedUnit, StepCounts } from './planned.ts';
import { type Assumption, fault, newScope, nextRow, type RowFault, textOf } from './row-scope.ts';
import { RowPlanner } from './row-planner.ts';

/**
 * The units of a step whose rows belong to cases: all rows are sorted on disk first, then each case is planned whole, in the order of time.
 * A case with a bad row is left out whole, and each of its rows is reported.
 */
export async function* planCases(
  step: CompiledStep,
  group: CompiledGroup,
  context: PlanContext,
  counts: StepCounts,
): AsyncIterable<readonly PlannedUnit[]> {
  const files: string[] = [];
  const rows = await sortedRows(step, group, context, counts, files);
  const planner = new CasePlanner(step, group, context, counts, files);
  let units: PlannedUnit[] = [];
  for (const sorted of rows.read(group.rowsMax)) {
    const unit = planner.plan(sorted);
    if (unit !== null) units.push(unit);
    if (units.length >= 200) {
      yield units;
      units = [];
    }
  }
  yield units;
}

async function sortedRows(
  step: CompiledStep,
  group: CompiledGroup,
  context: PlanContext,
  counts: StepCounts,
  files: string[],
): Promise<CaseRows> {
  const sorted = new CaseRows(context.scratch);
  const scope = newScope(context.world, { lets: step.lets, joins: step.joins.length, remembered: step.remembered });
  for await (const { file, rows } of rowsOf(step, context)) {
    if (!files.includes(file.path)) files.push(file.path);
    for (const { line, cells, broken } of rows) {
      counts.rows += 1;
      nextRow(scope, cells);
      if (broken !== null) scope.faults.push({ ...broken, column: null });
      const key = broken === null ? textOf(group.by.evaluate(scope)) : '';
      const order = broken === null ? group.order.evaluate(scope) : '';
      if (scope.faults.length > 0) {
        counts.bad += 1;
        for (const found of scope.faults) context.report(badRow({ step: step.name, file: file.path, line }, found));
      } else {
        sorted.add(key, typeof order === 'number' ? order : textOf(order), { file: files.indexOf(file.path), line, cells });
      }
    }
  }
  return sorted;
}

class CasePlanner {
  private readonly step: CompiledStep;
  private readonly group: CompiledGroup;
  private readonly context: PlanContext;
  private readonly counts: StepCounts;
  private readonly files: readonly string[];
  private readonly planner: RowPlanner;

  constructor(step: CompiledStep, group: CompiledGroup, context: PlanContext, counts: StepCounts, files: readonly string[]) {
    this.step = step;
    this.group = group;
    this.context = context;
    this.counts = counts;
    this.files = files;
    this.planner = new RowPlanner(step, context.mapping.namespace, context.world, context.scratch);
  }

  plan(sorted: SortedCase): PlannedUnit | null {
    const [first] = sorted.rows;
    if (first === undefined) return null;
    if (sorted.total > this.group.rowsMax) return this.refuseLong(sorted, first);
    const result = this.planRows(sorted);
    const firstFault = result.faults[0];
    if (firstFault !== undefined) {
      this.reject(sorted, result.faults, firstFault.row.line);
      return null;
    }
    this.counts.planned += result.planned;
    this.counts.repeats += result.repeats;
    for (const because of result.skipped) this.counts.skipped.set(because, (this.counts.skipped.get(because) ?? 0) + 1);
    for (const { row, assumption } of result.assumed) this.context.report(assumedValue(this.placeOf(row), assumption));
    if (result.commands.length === 0) return null;
    const { name } = this.step;
    return {
      step: name,
      file: this.fileOf(first),
      line: first.line,
      rows: result.planned,
      key: sorted.key,

      commands: result.commands,
    };
  }

  private planRows({ key, rows }: SortedCase): CaseResult {
    const { scope } = this.planner;
    const result: CaseResult = { commands: [], faults: [], assumed: [], skipped: [], planned: 0, repeats: 0 };
    const times = new Map<string, number>();
    scope.remembered.splice(0, scope.remembered.length, ...this.step.remembered);
    rows.forEach((row, index) => {
      scope.isFirst = index === 0;
      scope.isLast = index === rows.length - 1;
      const outcome = this.planner.plan(row.cells, row.line, (rowKey) => numbered(key, rowKey, times));
      for (const found of scope.faults) result.faults.push({ row, found });
      for (const assumption of scope.assumed) result.assumed.push({ row, assumption });
      if (outcome.kind === 'skipped') result.skipped.push(outcome.because);
      if (outcome.kind === 'repeated') result.repeats += 1;
      if (outcome.kind !== 'planned') return;
      result.planned += 1;
      result.commands.push(...outcome.commands);
      this.remember();
    });
    return result;
  }

  private remember(): void {
    const { scope } = this.planner;
    this.group.then
      .map(({ evaluate }) => evaluate(scope))
      .forEach((value, index) => {
        if (isScalar(value) && value !== '') scope.remembered[index] = value;
      });
  }

  private reject({ rows }: SortedCase, faults: CaseResult['faults'], line: number): void {
    this.counts.bad += rows.length;
    for (const { row, found } of faults) this.context.report(badRow(this.placeOf(row), found));
    const faulty = new Set(faults.map(({ row }) => row));
    for (const row of rows) {
      if (faulty.has(row)) continue;
      const finding = badRow(this.placeOf(row), {
        code: 'IMPORT.CASE_REJECTED',
        column: null,
        reason: `line ${line} of its case is bad`,
        value: null,
      });
      this.context.report({ ...finding, follows: line });
    }
  }

  private refuseLong(sorted: SortedCase, first: CaseRow): null {
    this.counts.bad += sorted.total;
    const { scope } = this.planner;
    scope.faults = [];
    fault(
      scope,
      'IMPORT.CASE_TOO_LONG',
      null,
      `the case has ${sorted.total} rows, at most ${this.group.rowsMax}; all are left out`,
      sorted.key,
    );
    for (const found of scope.faults) this.context.report(badRow(this.placeOf(first), found));
    return null;
  }

  private placeOf(row: CaseRow): Place {
    return { step: this.step.name, file: this.fileOf(row), line: row.line };
  }

  private fileOf(row: CaseRow): string {
    return this.files[row.file] ?? '';
  }
}

interface CaseResult {
  readonly commands: PlannedCommand[];
  readonly faults: { readonly row: CaseRow; readonly found: RowFault }[];
  readonly assumed: { readonly row: CaseRow; readonly assumption: Assumption }[];
  readonly skipped: string[];
  planned: number;
  repeats: number;
}

/** The same row twice in one case is two events: the second has a key of its own. */
function numbered(caseKey: string, rowKey: string, times: Map<string, number>): string {
  const time = (times.get(rowKey) ?? 0) + 1;
  times.set(rowKey, time);
  return time === 1 ? `${caseKey}|${rowKey}` : `${caseKey}|${rowKey}|${time}`;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
