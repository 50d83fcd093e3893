import type { Finding, PlannedUnit } from '../planning/planned.ts';
import type { CommandLine, CommandSink } from '../sink/command-sink.ts';
import { type Sent, settle } from './settling.ts';
import type { Tally } from './summary.ts';

export interface Sending {
  readonly sink: CommandSink;
  readonly run: string;
  readonly tally: Tally;
  readonly report: (finding: Finding) => void;
  readonly onAnswer: () => void;
  readonly isStopped: () => boolean;
}

/** Sends the commands of a step in order, and settles each as it is answered. What is kept is only what is not answered yet. */
export async function sendUnits(batches: AsyncIterable<readonly PlannedUnit[]>, sending: Sending): Promise<void> {
  const { sink, run, tally, report, onAnswer } = sending;
  const underWay = new Map<number, Sent>();
  for await (const result of sink.send(linesOf(batches, sending, underWay), run)) {
    const sent = underWay.get(result.line);
    if (sent === undefined) continue;
    underWay.delete(result.line);
    settle(sent, result, tally, report);
    onAnswer();
  }
}

async function* linesOf(
  batches: AsyncIterable<readonly PlannedUnit[]>,
  { tally, isStopped }: Sending,
  underWay: Map<number, Sent>,
): AsyncIterable<CommandLine> {
  let line = 0;
  for await (const units of batches) {
    for (const unit of units) {
      if (isStopped()) return;
      const trouble = { line: null };
      for (const command of unit.commands) {
        line += 1;
        underWay.set(line, { unit, command, trouble });
        tally.command(command.command).sent += 1;
        const { command: type, id, key, body } = command;
        yield { command: type, key, body, ...(id === null ? {} : { id }) };
      }
    }
  }
}
