import type { Finding, PlannedCommand, PlannedUnit } from '../planning/planned.ts';
import { importProblems } from '../planning/problems.ts';
import type { CommandProblem, CommandResult } from '../sink/command-sink.ts';
import type { Tally } from './summary.ts';

/** A command on its way, and the row it belongs to. */
export interface Sent {
  readonly unit: PlannedUnit;
  readonly command: PlannedCommand;
  /** What the commands of one row have in common while they are answered. */
  readonly trouble: { line: number | null };
}

const keyReused = 'COMMAND.KEY_REUSED';

/** How the contexts say that something is there already. */
const existsCode = /\.(?:EXISTS|[A-Z]+_ALREADY)$/u;

/** Counts what became of a command, and reports what the system would not have. */
export function settle({ unit, command, trouble }: Sent, result: CommandResult, tally: Tally, report: (finding: Finding) => void): void {
  const counts = tally.command(command.command);
  const { problem } = result;
  if (problem === null) {
    if (result.replayed || result.events === 0) counts.unchanged += 1;
    else counts.recorded += 1;
    return;
  }
  if (command.mayExist && (problem.code === keyReused || existsCode.test(problem.code))) {
    counts.unchanged += 1;
    if (problem.code === keyReused) report(existsOtherwise(unit, command, problem));
    return;
  }
  counts.refused += 1;
  const finding = refused(unit, command, problem);
  report(trouble.line === null ? finding : { ...finding, follows: trouble.line });
  trouble.line ??= command.line;
}

function refused(unit: PlannedUnit, command: PlannedCommand, problem: CommandProblem): Finding {
  const isChanged = problem.code === keyReused;
  return {
    level: 'refused',
    code: isChanged ? 'IMPORT.ROW_CHANGED' : problem.code,
    step: unit.step,
    file: unit.file,
    line: command.line,
    column: problem.field,
    reason: problem.detail,
    remedy: isChanged ? importProblems['IMPORT.ROW_CHANGED'].remedy : (problem.remedy ?? ''),
    value: null,
    command: command.command,
    key: command.key,
  };
}

function existsOtherwise(unit: PlannedUnit, command: PlannedCommand, problem: CommandProblem): Finding {
  const { remedy } = importProblems['IMPORT.EXISTS_OTHERWISE'];
  return { ...refused(unit, command, problem), level: 'note', code: 'IMPORT.EXISTS_OTHERWISE', remedy };
}
