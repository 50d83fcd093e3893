import { type BusinessDate, type Command, datesInOrder, type Decider, type Decision, earliestDate, later } from '@zongheng/kernel';
import type { ImportCounts, ImportedFile, ImportFact } from './events.ts';
import { refuse } from './refusals.ts';

export interface StartImport extends Command<'StartImport'> {
  readonly mapping: string;
  readonly run: string;
  readonly mappingHash: string;
  readonly fingerprint: string;
  readonly files: readonly ImportedFile[];
}
export interface CompleteImport extends Command<'CompleteImport'> {
  readonly run: string;
  readonly counts: ImportCounts;
}
export interface StartImportUndo extends Command<'StartImportUndo'> {
  readonly run: string;
  readonly reason: string;
}
export interface CompleteImportUndo extends Command<'CompleteImportUndo'> {
  readonly run: string;
  readonly undone: number;
  readonly kept: number;
}
export type ImportCommand = StartImport | CompleteImport | StartImportUndo | CompleteImportUndo;

export type RunStatus = 'started' | 'completed' | 'undoing' | 'undone';

/** A run as it stands. */
export interface ImportRun {
  readonly run: string;
  readonly fingerprint: string;
  readonly mappingHash: string;
  readonly status: RunStatus;
  readonly undoReason: string | null;
}

/** The runs of one mapping, in order. */
export interface ImportState {
  readonly runs: readonly ImportRun[];
  readonly last: BusinessDate;
}

function initialState(): ImportState {
  return { runs: [], last: earliestDate };
}

function evolve(state: ImportState, fact: ImportFact): ImportState {
  const last = later(state.last, fact.businessDate);
  switch (fact.type) {
    case 'ImportStarted': {
      const { run, fingerprint, mappingHash } = fact.data;
      const started: ImportRun = { run, fingerprint, mappingHash, status: 'started', undoReason: null };
      return { last, runs: runOf(state, run) === undefined ? [...state.runs, started] : changed(state, run, started) };
    }
    case 'ImportCompleted':
      return { last, runs: changed(state, fact.data.run, { status: 'completed' }) };
    case 'ImportUndoStarted':
      return { last, runs: changed(state, fact.data.run, { status: 'undoing', undoReason: fact.data.reason }) };
    case 'ImportUndone':
      return { last, runs: changed(state, fact.data.run, { status: 'undone' }) };
  }
}

function decide(state: ImportState, command: ImportCommand): Decision<ImportFact> {
  const dated = datesInOrder(command, state.last);
  if (dated !== null) return dated;
  switch (command.type) {
    case 'StartImport':
      return start(state, command);
    case 'CompleteImport':
      return complete(state, command);
    case 'StartImportUndo':
      return startUndo(state, command);
    case 'CompleteImportUndo':
      return completeUndo(state, command);
  }
}

/** The same files and the same mapping again are the run that is there: nothing is recorded. */
function start(state: ImportState, command: StartImport): Decision<ImportFact> {
  const { run, mappingHash, fingerprint, files } = command;
  const unfinished = state.runs.find(({ status }) => status === 'undoing');
  if (unfinished !== undefined) return refuse('IMPORT.UNDO_UNFINISHED', `the undo of ${unfinished.run} was started and not finished`);
  const known = runOf(state, run);
  if (known?.status === 'undone') return refuse('IMPORT.RUN_UNDONE', `${run} was undone`, { field: '/run' });
  const isFree = known === undefined && run === nextRun(command.mapping, state);
  if (!isFree && known?.fingerprint !== fingerprint) {
    return refuse('IMPORT.RUN_TAKEN', `${run} is not the run of these files; the next is ${nextRun(command.mapping, state)}`, {
      field: '/run',
    });
  }
  if (known?.mappingHash === mappingHash) return [];
  return [{ type: 'ImportStarted', businessDate: command.on, data: { run, mappingHash, fingerprint, files: [...files] } }];
}

/** Going through the files of a completed run again is news only where something was recorded. */
function complete(state: ImportState, command: CompleteImport): Decision<ImportFact> {
  const known = runOf(state, command.run);
  if (known === undefined) return unknown(command.run);
  if (known.status === 'undoing' || known.status === 'undone')
    return refuse('IMPORT.RUN_UNDONE', `${command.run} was undone`, { field: '/run' });
  if (known.status === 'completed' && command.counts.recorded === 0) return [];
  const { run, counts } = command;
  return [{ type: 'ImportCompleted', businessDate: command.on, data: { run, mappingHash: known.mappingHash, counts } }];
}

function startUndo(state: ImportState, command: StartImportUndo): Decision<ImportFact> {
  const known = runOf(state, command.run);
  if (known === undefined) return unknown(command.run);
  if (known.status === 'undoing' || known.status === 'undone') return [];
  return [{ type: 'ImportUndoStarted', businessDate: command.on, data: { run: command.run, reason: command.reason } }];
}

function completeUndo(state: ImportState, command: CompleteImportUndo): Decision<ImportFact> {
  const { run, undone, kept } = command;
  const known = runOf(state, run);
  if (known === undefined) return unknown(run);
  if (known.status === 'undone') return [];
  if (known.undoReason === null || known.status !== 'undoing') {
    return refuse('IMPORT.UNDO_NOT_STARTED', `${run} is ${known.status}`, { field: '/run' });
  }
  return [{ type: 'ImportUndone', businessDate: command.on, data: { run, reason: known.undoReason, undone, kept } }];
}

/** The name of the next run: the mapping's, and a number. */
export function nextRun(mapping: string, state: ImportState): string {
  return `${mapping}.${state.runs.length + 1}`;
}

function runOf(state: ImportState, run: string): ImportRun | undefined {
  return state.runs.find((known) => known.run === run);
}

function changed(state: ImportState, run: string, change: Partial<ImportRun>): readonly ImportRun[] {
  return state.runs.map((known) => (known.run === run ? { ...known, ...change } : known));
}

function unknown(run: string): Decision<ImportFact> {
  return refuse('IMPORT.RUN_UNKNOWN', `there is no run ${run}`, { field: '/run' });
}

/** One aggregate for each mapping: which runs there were, which were undone. */
export const importDecider: Decider<ImportState, ImportCommand, ImportFact> = { initialState, evolve, decide };
