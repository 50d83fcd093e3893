import type { CompiledStep } from '../mapping/compiled.ts';
import type { SourceRow } from '../reading/source-row.ts';
import { assumedValue, badRow, noted, type Place, type PlanContext, rowsOf } from './plan-context.ts';
import type { PlannedUnit, StepCounts } from './planned.ts';
import { contentOf, RowPlanner } from './row-planner.ts';
import { SeenKeys } from './seen-keys.ts';

/** The units of a step whose rows stand for themselves, as the file is read. Bad rows are reported and left out. */
export async function* planRows(step: CompiledStep, context: PlanContext, counts: StepCounts): AsyncIterable<readonly PlannedUnit[]> {
  const planner = new RowPlanner(step, context.mapping.namespace, context.world, context.scratch);
  const keys = new SeenKeys(context.scratch);
  for await (const { file, rows } of rowsOf(step, context)) {
    const units: PlannedUnit[] = [];
    for (const row of rows) {
      const unit = planRow(row, { step: step.name, file: file.path, line: row.line }, { planner, keys, step, context, counts });
      if (unit !== null) units.push(unit);
    }
    yield units;
  }
}

/** The one unit of a step without an input. */
export function planOnce(step: CompiledStep, context: PlanContext, counts: StepCounts): readonly PlannedUnit[] {
  const planner = new RowPlanner(step, context.mapping.namespace, context.world, context.scratch);
  const row: SourceRow = { line: 0, cells: [], broken: null };
  const unit = planRow(
    row,
    { step: step.name, file: context.mapping.name, line: 0 },
    { planner, keys: new SeenKeys(context.scratch), step, context, counts },
  );
  return unit === null ? [] : [unit];
}

interface Planning {
  readonly planner: RowPlanner;
  readonly keys: SeenKeys;
  readonly step: CompiledStep;
  readonly context: PlanContext;
  readonly counts: StepCounts;
}

function planRow(row: SourceRow, place: Place, { planner, keys, step, context, counts }: Planning): PlannedUnit | null {
  counts.rows += 1;
  if (row.broken !== null) {
    counts.bad += 1;
    context.report(badRow(place, { ...row.broken, column: null }));
    return null;
  }
  const outcome = planner.plan(row.cells, row.line);
  if (outcome.kind === 'skipped') counts.skipped.set(outcome.because, (counts.skipped.get(outcome.because) ?? 0) + 1);
  if (outcome.kind === 'repeated') counts.repeats += 1;
  if (outcome.kind === 'bad') {
    counts.bad += 1;
    for (const fault of planner.scope.faults) context.report(badRow(place, fault));
  }
  if (outcome.kind !== 'planned' || !isNew(outcome.key, row, place, { planner, keys, step, context, counts })) return null;
  counts.planned += 1;
  for (const assumption of planner.scope.assumed) context.report(assumedValue(place, assumption));
  return {
    step: step.name,
    file: place.file,
    line: row.line,
    rows: 1,
    key: outcome.key,

    commands: outcome.commands,
  };
}

/** The same key twice: the same row again says nothing new; another row is a mistake in the file. */
function isNew(key: string, row: SourceRow, place: Place, { keys, step, context, counts }: Planning): boolean {
  if (step.distinct !== null) return true;
  const content = contentOf(row.cells);
  const before = keys.markOf(key);
  if (before === null) {
    keys.add(key, content);
    return true;
  }
  if (before === content) {
    counts.repeats += 1;
    context.report(noted(place, 'IMPORT.ROW_REPEATED', 'the same row stands further up', key));
  } else {
    counts.bad += 1;
    context.report(
      badRow(place, {
        code: 'IMPORT.KEY_TWICE',
        column: null,
        reason: 'a row with this key and other content stands further up',
        value: key,
      }),
    );
  }
  return false;
}
