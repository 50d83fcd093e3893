import type { CompiledMapping, CompiledStep } from '../mapping/compiled.ts';
import { type FileRows, inputRows, type OpenedFile, type OpenedInput } from '../reading/input-reader.ts';
import type { Finding, StepCounts } from './planned.ts';
import { importProblems, type ProblemCode } from './problems.ts';
import type { Assumption, RowFault, World } from './row-scope.ts';
import type { Scratch } from './scratch.ts';

/** What planning needs, and where it leaves what it finds. */
export interface PlanContext {
  readonly mapping: CompiledMapping;
  readonly inputs: readonly OpenedInput[];
  readonly world: World;
  readonly scratch: Scratch;
  readonly report: (finding: Finding) => void;
  readonly onBytes: (count: number) => void;
}

/** Where in which step a finding belongs. */
export interface Place {
  readonly step: string | null;
  readonly file: string;
  readonly line: number | null;
}

export function newCounts(step: string): StepCounts {
  return { step, rows: 0, planned: 0, repeats: 0, bad: 0, skipped: new Map() };
}

/** The rows of a step's input; columns nobody mapped are noted once a file. */
export function rowsOf(step: CompiledStep, context: PlanContext): AsyncIterable<FileRows> {
  const opened = context.inputs.find(({ input }) => input === step.input);
  if (opened === undefined) throw new Error(`the input of the step ${step.name} was not opened`);
  return inputRows(opened, context.onBytes, (file, name) => unknownMember(file, name, opened, context));
}

function unknownMember(file: OpenedFile, name: string, { input }: OpenedInput, context: PlanContext): void {
  const ignored = input.input.ignore ?? [];
  const isKnown = input.columns.some((column) => {
    const header = String(input.input.columns?.[column] ?? column);
    return header === name || header.startsWith(`${name}.`);
  });
  if (!isKnown && !ignored.includes('*') && !ignored.includes(name)) context.report(columnUnknown(file.path, name));
}

export function columnUnknown(file: string, column: string): Finding {
  const { remedy } = importProblems['IMPORT.COLUMN_UNKNOWN'];
  const reason = `the mapping does not say what becomes of "${column}"`;
  return { level: 'note', code: 'IMPORT.COLUMN_UNKNOWN', step: null, file, line: null, column, reason, remedy, value: null };
}

export function badRow(place: Place, fault: RowFault): Finding {
  const { code, column, reason, value } = fault;
  return { level: 'bad', code, ...place, column, reason, remedy: importProblems[code].remedy, value };
}

export function noted(place: Place, code: ProblemCode, reason: string, value: string | null): Finding {
  return { level: 'note', code, ...place, column: null, reason, remedy: importProblems[code].remedy, value };
}

export function assumedValue(place: Place, { column, because, value }: Assumption): Finding {
  const { remedy } = importProblems['IMPORT.ASSUMED'];
  return { level: 'assumed', code: 'IMPORT.ASSUMED', ...place, column, reason: because, remedy, value };
}
