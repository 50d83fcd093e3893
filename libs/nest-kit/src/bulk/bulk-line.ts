import { Inject, Injectable, Logger } from '@nestjs/common';
import { isRefusal } from '@zongheng/kernel';
import { CommandDispatcher } from '../bus/command-dispatcher.ts';
import type { CommandAnswer } from '../commands/receipt.ts';
import { faultsOfBody } from '../fields/body-check.ts';
import { IdField, IntegerField, TextField, ValueField } from '../fields/fields.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { ProblemError } from '../http/http-problems.ts';
import { jsonOf, textOf } from '../http/json-body.ts';
import { type Problem, ProblemTable } from '../http/problem-table.ts';
import { problemOfError } from '../http/request-problem.ts';
import { isIdempotencyKey } from '../commands/identity.ts';
import { type Line, lineBytesMax } from './lines.ts';

export const keyKindOfCommands: FieldKind = {
  name: 'idempotencyKey',
  says: '1 to 200 printable ASCII characters without spaces',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
  check: (value) => typeof value === 'string' && isIdempotencyKey(value),
};

const bodyKind: FieldKind = {
  name: 'body',
  says: 'the body of the command: an object',
  schema: { type: 'object', description: 'As the command takes it over HTTP' },
  check: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** A line of the bulk endpoint. */
export class BulkLineFields {
  @TextField(80, { description: 'The command’s type', example: 'OpenOpportunity' })
  readonly command!: string;

  @IdField({ optional: true, description: 'The aggregate; may be left out by commands that create' })
  readonly id?: string;

  @ValueField(keyKindOfCommands, { optional: true, description: 'The idempotency key' })
  readonly key?: string;

  @IntegerField({ min: 0, max: 999_999_999_999_999 }, { optional: true, description: 'The revision the sender has seen' })
  readonly ifMatch?: number;

  @ValueField(bodyKind, { optional: true, example: {} })
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What came of a line: its text, and what it counts as. */
export interface LineResult {
  readonly text: string;
  readonly outcome: 'recorded' | 'unchanged' | 'replayed' | 'refused';
}

export interface BulkSender {
  readonly actor: string;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** Carries out one line. Whatever happens becomes its result: one line never stops the others. */
@Injectable()
export class BulkLines {
  readonly #logger = new Logger('bulk');
  readonly #dispatcher: CommandDispatcher;
  readonly #problems: ProblemTable;

  constructor(@Inject(CommandDispatcher) dispatcher: CommandDispatcher, @Inject(ProblemTable) problems: ProblemTable) {
    this.#dispatcher = dispatcher;
    this.#problems = problems;
  }

  async carryOut(line: Line, sender: BulkSender): Promise<LineResult> {
    try {
      const answer = await this.#dispatched(line, sender);
      return isRefusal(answer) ? refusedLine(line.number, this.#problems.ofRefusal(answer)) : recordedLine(line.number, answer);
    } catch (error) {
      const expected = problemOfError(error);
      if (!expected)
        this.#logger.error({ correlationId: sender.correlationId, line: line.number, err: error }, 'a line failed unexpectedly');
      const problem = expected ?? new ProblemError('SERVER.INTERNAL', 'the server met something it did not expect');
      return refusedLine(line.number, this.#problems.ofError(problem));
    }
  }

  #dispatched(line: Line, sender: BulkSender): Promise<CommandAnswer> {
    if ('tooLong' in line) throw new ProblemError('REQUEST.TOO_LARGE', `the line has more than ${lineBytesMax} bytes`);
    const value = jsonOf(textOf(line.bytes));
    const [fault] = faultsOfBody(BulkLineFields, value);
    if (fault) throw new ProblemError('REQUEST.LINE_MALFORMED', `${fault.pointer || 'the line'} ${fault.detail}`, { field: fault.pointer });
    // The check of its fields has just passed.
    const { command, body = {}, ...named } = value as BulkLineFields;
    return this.#dispatcher.dispatch({ type: command, body, ...named, ...sender });
  }
}

function recordedLine(line: number, answer: Exclude<CommandAnswer, { refused: true }>): LineResult {
  const { id, revision, position, token, events, replayed } = answer;
  const outcome = replayed ? 'replayed' : events.length > 0 ? 'recorded' : 'unchanged';
  const types = events.map((event) => event.type);
  return { text: `${JSON.stringify({ line, status: 200, id, revision, position, token, events: types, replayed })}\n`, outcome };
}

function refusedLine(line: number, problem: Problem): LineResult {
  return { text: `${JSON.stringify({ line, status: problem.status, problem })}\n`, outcome: 'refused' };
}
