import { categoryOf, foldOf, idOf, type RecordedEvent } from '@zongheng/kernel';
import { SeenKeys } from '../planning/seen-keys.ts';
import type { Scratch } from '../planning/scratch.ts';
import type { UsedUp } from '../planning/identities.ts';
import type { InstallationLog } from '../sink/installation.ts';
import { importDecider, type ImportState, nextRun } from './decider.ts';
import { importEvents, importStream, type RecordedImportEvent } from './events.ts';

/** The runs of a mapping so far. */
export interface ImportHistory {
  readonly events: readonly RecordedImportEvent[];
  readonly state: ImportState;
}

const types = new Set<string>(importEvents.map(({ type }) => type));

export async function historyOf(mapping: string, log: InstallationLog): Promise<ImportHistory> {
  const events = (await log.stream(importStream(mapping))).filter(isImportEvent);
  return { events, state: foldOf(importDecider, events) };
}

function isImportEvent(event: RecordedEvent): event is RecordedImportEvent {
  return types.has(event.type);
}

/** The run of these files: the one that has them and was not undone, else the next. */
export function runFor(mapping: string, fingerprint: string, { state }: ImportHistory): string {
  const known = state.runs.find((run) => run.fingerprint === fingerprint && run.status !== 'undone');
  return known?.run ?? nextRun(mapping, state);
}

/** What commands that take a run back name as their correlation. */
export function undoCorrelation(run: string): string {
  return `${run}.undo`;
}

/** The ids of all records that undone runs took out of the books: whoever imports those rows again needs new ones. Null where nothing was undone. */
export async function usedUpIds({ events }: ImportHistory, log: InstallationLog, scratch: Scratch): Promise<UsedUp | null> {
  const undone = events.filter((event) => event.type === 'ImportUndone');
  const started = events.find((event) => event.type === 'ImportUndoStarted');
  const last = undone.at(-1);
  if (started === undefined || last === undefined) return null;
  const correlations = new Set(undone.map((event) => undoCorrelation(event.data.run)));
  const ids = new SeenKeys(scratch);
  for await (const page of log.after(started.position)) {
    for (const event of page) {
      if (correlations.has(event.correlationId) && categoryOf(event.stream) !== 'import') ids.add(idOf(event.stream));
    }
    if ((page.at(-1)?.position ?? 0) >= last.position) break;
  }
  return ids;
}
