import { type CommandLine, type CommandResult, type CommandSink, SinkError } from '../sink/command-sink.ts';
import type { ImportCounts } from './events.ts';
import { undoCorrelation } from './history.ts';
import type { Prepared } from './prepare.ts';

/** Records that a run starts, or goes on. @throws SinkError where the installation refuses. */
export async function recordStarted(sink: CommandSink, run: string, { mapping, files, fingerprint }: Prepared): Promise<void> {
  const body = { mapping: mapping.name, run, mappingHash: mapping.hash, fingerprint, files };
  await sendOne(sink, { command: 'StartImport', id: mapping.name, key: `${run}.${mapping.hash.slice(0, 16)}`, body }, run);
}

export async function recordCompleted(sink: CommandSink, run: string, mapping: string, counts: ImportCounts): Promise<void> {
  const key = `${run}.completed.${crypto.randomUUID()}`;
  await sendOne(sink, { command: 'CompleteImport', id: mapping, key, body: { run, counts } }, run);
}

export async function recordUndoStarted(sink: CommandSink, run: string, mapping: string, reason: string): Promise<void> {
  const correlationId = undoCorrelation(run);
  await sendOne(sink, { command: 'StartImportUndo', id: mapping, key: `${correlationId}.started`, body: { run, reason } }, correlationId);
}

export async function recordUndone(sink: CommandSink, run: string, mapping: string, undone: number, kept: number): Promise<void> {
  const correlationId = undoCorrelation(run);
  const key = `${correlationId}.done.${crypto.randomUUID()}`;
  await sendOne(sink, { command: 'CompleteImportUndo', id: mapping, key, body: { run, undone, kept } }, correlationId);
}

/** @throws SinkError where it is refused, or not answered. */
async function sendOne(sink: CommandSink, line: CommandLine, correlationId: string): Promise<CommandResult> {
  let answer: CommandResult | null = null;
  for await (const result of sink.send(once(line), correlationId)) answer = result;
  if (answer === null) throw new SinkError('IMPORT.NOT_ANSWERED', `${line.command} was not answered`, 'run it again');
  const { problem } = answer;
  if (problem !== null) throw new SinkError(problem.code, problem.detail, problem.remedy ?? 'see the code’s documentation');
  return answer;
}

async function* once(line: CommandLine): AsyncIterable<CommandLine> {
  yield line;
}
