import { randomUUID } from 'node:crypto';
import type { EventStore } from '@zongheng/event-store';
import { type Catalogue, isPlainId, isRefusal, type Refusal, streamOf } from '@zongheng/kernel';
import { beginStep, type Step } from '@zongheng/tracing';
import type { Loadable } from './aggregate.ts';
import { AggregateStore } from './aggregate-store.ts';
import { Attempts } from './attempts.ts';
import { type CommandMeter, silentMeter } from './command-meter.ts';
import type { CommandPlan, DocumentFinder, ProviderLookup } from './command-plan.ts';
import { refuseCommand } from './command-refusals.ts';
import { Deciding } from './deciding.ts';
import type { EventCodec } from './event-codec.ts';
import { EventReading } from './event-reading.ts';
import { aggregateIdOf, bodyHashOf, isIdempotencyKey, markOf } from './identity.ts';
import type { InstallationTime } from './installation-time.ts';
import { Lanes } from './lanes.ts';
import type { PendingCommand } from './pending-command.ts';
import type { CommandAnswer, CommandRequest } from './receipt.ts';
import { Receipts } from './receipts.ts';
import { type Reference, References, type Writers } from './references.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { StreamReader } from './stream-reader.ts';

/** Customers, employees and products are referred to by far more commands than change them, and take a few hundred bytes each. */
const referencesForAnAggregate = 10;

/** How often a command is decided anew after conflicts before it is refused. */
const attemptsMax = 5;

export interface CommandRunnerOptions {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly time: InstallationTime;
  /** Whether this process alone appends to the streams (the embedded store); by default others may, and what is cached is checked. */
  readonly writers?: Writers;
  readonly codec?: EventCodec;
  readonly snapshots?: SnapshotStore;
  readonly meter?: CommandMeter;
  /** Read models for commands that look into them. */
  readonly finder?: DocumentFinder;
  /** What else of the application commands look into. */
  readonly providers?: ProviderLookup;
  /** How many folded aggregates are kept (10,000), and ten times as many streams referred to: what is read off those is small. */
  readonly cacheMax?: number;
}

/**
 * Carries commands out: load, prepare, decide, append. A command with a key is carried out once, whoever sends it how often, through
 * crashes and races, because its key stands in the events it recorded. An answer is given once what it rests on is durable.
 */
export class CommandRunner {
  readonly #meter: CommandMeter;
  readonly #lanes: Lanes;
  readonly #attempts: Attempts;
  readonly #references: References;
  #tickets = 0;
  readonly #newTicket = (): number => (this.#tickets += 1);

  constructor(options: CommandRunnerOptions) {
    const { store, catalogue, time, writers = 'many', codec, meter = silentMeter, finder, providers, cacheMax = 10_000 } = options;
    const reader = new StreamReader(store, new EventReading(catalogue, codec));
    const references = new References(reader, writers, cacheMax * referencesForAnAggregate);
    const aggregates = new AggregateStore(store, reader, meter, options.snapshots);
    const lanes = new Lanes(cacheMax);
    const deciding = new Deciding({ time, references, lanes, finder, providers });
    const receipts = new Receipts(store.epoch, reader);
    this.#meter = meter;
    this.#lanes = lanes;
    this.#references = references;
    this.#attempts = new Attempts({ store, catalogue, writers, codec, meter, references, aggregates, deciding, receipts });
  }

  /** A stream folded up to its last durable event, out of the cache that commands look into; null where it has no events. */
  load<State>(loadable: Loadable<State>, id: string): Promise<Reference<State> | null> {
    return this.#references.load(loadable, streamOf(loadable.category, id));
  }

  /** Carries one command out. @throws StoreError | DecidedWrongly; whether something was recorded then, the same key tells. */
  async execute(plan: CommandPlan, request: CommandRequest): Promise<CommandAnswer> {
    const started = performance.now();
    const step = beginStep(plan.type, { parent: request.traceparent });
    const command = this.#admitted(plan, request, step.traceparent);
    if (isRefusal(command)) return this.#told(plan, command, started, step);
    const { lane } = command;
    lane.enter(command);
    try {
      for (;;) {
        const answer = await this.#attempts.attempt(command);
        if (answer) return this.#told(plan, answer, started, step);
        this.#meter.conflicted(plan.type);
        if (command.attempt === attemptsMax) break;
        command.attempt += 1;
        lane.again(command, this.#newTicket);
      }
    } catch (error) {
      this.#meter.answered(plan.type, 'failed', performance.now() - started);
      step.fail(error);
      throw error;
    } finally {
      lane.leave(command);
    }
    const found = `${lane.stream} was changed by others ${attemptsMax} times while this was decided`;
    return this.#told(plan, refuseCommand('COMMAND.CONTENDED', found), started, step);
  }

  #told(plan: CommandPlan, answer: CommandAnswer, started: number, step: Step): CommandAnswer {
    if (isRefusal(answer)) this.#meter.refused(plan.type, answer.code);
    const outcome = isRefusal(answer) ? 'refused' : answer.replayed ? 'replayed' : answer.events.length > 0 ? 'recorded' : 'unchanged';
    this.#meter.answered(plan.type, outcome, performance.now() - started);
    if (step.isRecording) step.say({ 'crm.outcome': outcome, ...(isRefusal(answer) ? { 'crm.refusal': answer.code } : {}) });
    step.end();
    return answer;
  }

  /** A command on its way to its lane, where its id and key can be what they are. */
  #admitted(plan: CommandPlan, request: CommandRequest, traceparent: string | undefined): PendingCommand | Refusal {
    const key = request.key ?? randomUUID();
    if (!isIdempotencyKey(key)) return malformedName('COMMAND.KEY_MALFORMED', 'key', key);
    const id = request.id ?? (plan.creates ? aggregateIdOf(plan.type, key) : undefined);
    if (id === undefined) return refuseCommand('COMMAND.ID_MISSING', `${plan.type} names no ${plan.aggregate.category}`, { field: '/id' });
    if (!isPlainId(id)) return malformedName('COMMAND.ID_MALFORMED', 'id', id);
    const lane = this.#lanes.of(streamOf(plan.aggregate.category, id));
    const hash = bodyHashOf([request.body, request.on ?? null, request.occurredAt ?? null]);
    const order = this.#newTicket();
    return { plan, request, id, lane, order, ticket: order, attempt: 1, mark: markOf(plan.type, key), hash, traceparent };
  }
}

function malformedName(code: 'COMMAND.KEY_MALFORMED' | 'COMMAND.ID_MALFORMED', what: 'key' | 'id', text: string): Refusal {
  return refuseCommand(code, `the ${what} has ${text.length} characters, or some that may not stand in one`, { field: `/${what}` });
}
