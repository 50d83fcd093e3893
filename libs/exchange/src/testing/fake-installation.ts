import { type BusinessDate, canonicalJson, type Instant, isRefusal, type RecordedEvent, streamOf } from '@zongheng/kernel';
import { importDecider, type ImportCommand } from '../run/decider.ts';
import { importStream } from '../run/events.ts';
import { historyOf } from '../run/history.ts';
import { type CommandLine, type CommandProblem, type CommandResult, SinkError } from '../sink/command-sink.ts';
import type { Installation } from '../sink/installation.ts';

/** What a double of an installation is told to do. */
export interface FakeOptions {
  /** A problem for a command that the system would not have; null: it takes it. */
  readonly refuses?: (line: CommandLine) => CommandProblem | null;
  /** The category of a command’s streams; by default what stands before the first dot of its id’s second part. */
  readonly categoryOf?: (line: CommandLine) => string;
  /** Breaks off after so many answers, once. */
  diesAfter?: number;
}

/** An installation in memory for specs: it records one event a command, knows keys again, and keeps runs of imports by the real decider. */
export class FakeInstallation implements Installation {
  readonly timeZone = 'Asia/Shanghai';
  readonly events: RecordedEvent[] = [];
  /** Every line that came, replays included. */
  readonly lines: CommandLine[] = [];
  readonly options: FakeOptions;
  private readonly bodies = new Map<string, string>();
  private readonly revisions = new Map<string, number>();
  private answers = 0;

  constructor(options: FakeOptions = {}) {
    this.options = options;
  }

  readonly sink = {
    send: (commands: AsyncIterable<CommandLine>, correlationId: string): AsyncIterable<CommandResult> => this.take(commands, correlationId),
  };

  readonly log = {
    stream: async (name: string): Promise<readonly RecordedEvent[]> => this.events.filter(({ stream }) => stream === name),
    after: (position: number): AsyncIterable<readonly RecordedEvent[]> => this.pages(position),
  };

  /** The events of one type. */
  of(type: string): readonly RecordedEvent[] {
    return this.events.filter((event) => event.type === type);
  }

  /** An event that somebody else records. */
  record(stream: string, type: string, actor: string, correlationId = 'other'): void {
    this.append(stream, type, {}, correlationId, actor);
  }

  private async *pages(position: number): AsyncIterable<readonly RecordedEvent[]> {
    for (let from = position; from < this.events.length; from += 100) yield this.events.slice(from, from + 100);
  }

  private async *take(commands: AsyncIterable<CommandLine>, correlationId: string): AsyncIterable<CommandResult> {
    let number = 0;
    for await (const line of commands) {
      number += 1;
      this.lines.push(line);
      const result = await this.carryOut(line, number, correlationId);
      this.answers += 1;
      if (this.options.diesAfter !== undefined && this.answers > this.options.diesAfter) {
        delete this.options.diesAfter;
        throw new SinkError('IMPORT.NOT_ANSWERED', 'the installation is gone', 'run it again');
      }
      yield result;
    }
  }

  private async carryOut(line: CommandLine, number: number, correlationId: string): Promise<CommandResult> {
    const stream = streamOf((this.options.categoryOf ?? categoryOfId)(line), line.id ?? 'main');
    const scope = `${line.command} ${stream} ${line.key}`;
    const body = canonicalJson(line.body);
    const before = this.bodies.get(scope);
    if (before !== undefined && before !== body) return answer(number, line, 0, reused);
    if (before !== undefined) return { ...answer(number, line, 1, null), replayed: true };
    const refused = line.command.includes('Import')
      ? await this.importProblem(line, correlationId)
      : (this.options.refuses?.(line) ?? null);
    if (refused === 'nothing') return answer(number, line, 0, null);
    if (refused !== null && refused !== 'recorded') return answer(number, line, 0, refused);
    if (refused === null) this.append(stream, `${line.command} done`, line.body, correlationId, 'import');
    this.bodies.set(scope, body);
    return answer(number, line, 1, null);
  }

  private async importProblem(line: CommandLine, correlationId: string): Promise<CommandProblem | 'nothing' | 'recorded'> {
    const mapping = line.id ?? '';
    const { state } = await historyOf(mapping, this.log);
    const today = '2026-01-01' as BusinessDate;
    const command = { ...line.body, type: line.command, mapping, on: today, today, now: `${today}T00:00:00.000Z`, actor: 'import' };
    const decision = importDecider.decide(state, command as unknown as ImportCommand);
    if (isRefusal(decision)) return { code: decision.code, detail: decision.found, remedy: decision.remedy, field: decision.field ?? null };
    for (const fact of decision) this.append(importStream(mapping), fact.type, fact.data, correlationId, 'import');
    return decision.length === 0 ? 'nothing' : 'recorded';
  }

  private append(stream: string, type: string, data: unknown, correlationId: string, actor: string): void {
    const position = this.events.length + 1;
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    this.events.push({
      id: `event-${position}`,
      type,
      schemaVersion: 1,
      stream,
      revision,
      position,
      orderingKey: stream,
      recordedAt: '2026-01-01T00:00:00.000Z' as Instant,
      businessDate: '2026-01-01' as BusinessDate,
      actor,
      correlationId,
      data,
    });
  }
}

const reused: CommandProblem = {
  code: 'COMMAND.KEY_REUSED',
  detail: 'the key was used for another body',
  remedy: 'use a new key',
  field: null,
};

/** Ids of the importer are `namespace.kind.key`: the kind serves as the category. */
function categoryOfId(line: CommandLine): string {
  return line.command.includes('Import') ? 'import' : (line.id?.split('.')[1] ?? 'single');
}

function answer(line: number, { id }: CommandLine, events: number, problem: CommandProblem | null): CommandResult {
  const status = problem === null ? 200 : 422;
  return { line, status, id: id ?? null, revision: null, position: null, token: null, events, replayed: false, problem };
}
