import { randomUUID } from 'node:crypto';
import { type Appended, type EventStore, WrongExpectedRevision } from '@zongheng/event-store';
import { type Catalogue, type Fact, isPlainId, isRefusal, type NewEvent, streamOf } from '@zongheng/kernel';
import { AggregateStore } from './aggregate-store.ts';
import { type CommandMeter, silentMeter } from './command-meter.ts';
import type { CommandPlan, DocumentFinder } from './command-plan.ts';
import { refuseCommand } from './command-refusals.ts';
import { Deciding, type Verdict } from './deciding.ts';
import type { EventCodec } from './event-codec.ts';
import { EventReading } from './event-reading.ts';
import type { Folded } from './folded.ts';
import { aggregateIdOf, bodyHashOf, isIdempotencyKey, markOf } from './identity.ts';
import type { InstallationTime } from './installation-time.ts';
import { Lanes } from './lanes.ts';
import type { PendingCommand } from './pending-command.ts';
import type { CommandAnswer, CommandRequest } from './receipt.ts';
import { Receipts } from './receipts.ts';
import { References, type Writers } from './references.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { type Stamped, stamped } from './stamping.ts';
import { StreamReader } from './stream-reader.ts';

/** How often a command is decided anew after conflicts before it is refused. */
const attemptsMax = 5;
/** How many appends to one stream may be on their way at once. */
const appendingMax = 64;

type Answering = Exclude<Verdict, { readonly kind: 'record' }>;

/** What a verdict rests on. */
interface Basis {
  readonly folded: Folded;
  readonly generation: number;
  readonly fromCache: boolean;
}

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
  /** How many folded aggregates are kept (10,000), and as many streams referred to. */
  readonly cacheMax?: number;
}

/**
 * Carries commands out: load, prepare, decide, append. A command with a key is carried out once, whoever sends it how often, through
 * crashes and races, because its key stands in the events it recorded. An answer is given once what it rests on is durable.
 */
export class CommandRunner {
  readonly #store: EventStore;
  readonly #catalogue: Catalogue;
  readonly #writers: Writers;
  readonly #codec: EventCodec | undefined;
  readonly #meter: CommandMeter;
  readonly #lanes: Lanes;
  readonly #references: References;
  readonly #aggregates: AggregateStore;
  readonly #deciding: Deciding;
  readonly #receipts: Receipts;
  #tickets = 0;

  constructor(options: CommandRunnerOptions) {
    const { store, catalogue, time, writers = 'many', meter = silentMeter, cacheMax = 10_000 } = options;
    const reader = new StreamReader(store, new EventReading(catalogue, options.codec));
    this.#store = store;
    this.#catalogue = catalogue;
    this.#writers = writers;
    this.#codec = options.codec;
    this.#meter = meter;
    this.#lanes = new Lanes(cacheMax);
    this.#references = new References(reader, writers, cacheMax);
    this.#aggregates = new AggregateStore(store, reader, meter, options.snapshots);
    this.#deciding = new Deciding(time, this.#references, this.#lanes, options.finder);
    this.#receipts = new Receipts(store.epoch, reader);
  }

  /** Carries one command out. @throws StoreError | DecidedWrongly; whether something was recorded then, the same key tells. */
  async execute(plan: CommandPlan, request: CommandRequest): Promise<CommandAnswer> {
    const started = performance.now();
    try {
      const answer = await this.#carryOut(plan, request);
      if (isRefusal(answer)) this.#meter.refused(plan.type, answer.code);
      const outcome = isRefusal(answer) ? 'refused' : answer.replayed ? 'replayed' : answer.events.length > 0 ? 'recorded' : 'unchanged';
      this.#meter.answered(plan.type, outcome, performance.now() - started);
      return answer;
    } catch (error) {
      this.#meter.answered(plan.type, 'failed', performance.now() - started);
      throw error;
    }
  }

  async #carryOut(plan: CommandPlan, request: CommandRequest): Promise<CommandAnswer> {
    const key = request.key ?? randomUUID();
    if (!isIdempotencyKey(key))
      return refuseCommand('COMMAND.KEY_MALFORMED', `the key has ${key.length} characters, or some that may not stand in one`);
    const id = request.id ?? (plan.creates ? aggregateIdOf(plan.type, key) : undefined);
    if (id === undefined) return refuseCommand('COMMAND.ID_MISSING', `${plan.type} names no ${plan.aggregate.category}`, { field: '/id' });
    if (!isPlainId(id))
      return refuseCommand('COMMAND.ID_MALFORMED', `the id has ${id.length} characters, or some that may not stand in one`, {
        field: '/id',
      });
    const lane = this.#lanes.of(streamOf(plan.aggregate.category, id));
    const hash = bodyHashOf([request.body, request.on ?? null, request.occurredAt ?? null]);
    const mark = markOf(plan.type, key);
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      // A new try takes a new place: were it to keep its old one, two commands could wait for each other.
      const ticket = (this.#tickets += 1);
      lane.enter(ticket);
      try {
        const answer = await this.#attempt({ plan, request, id, lane, ticket, mark, hash });
        if (answer) return answer;
        this.#meter.conflicted(plan.type);
      } finally {
        lane.leave(ticket);
      }
    }
    return refuseCommand('COMMAND.CONTENDED', `${lane.stream} was changed by others ${attemptsMax} times while this was decided`);
  }

  /** One try, in turn; null where another writer was first. */
  async #attempt(command: PendingCommand): Promise<CommandAnswer | null> {
    const { lane } = command;
    const turn = lane.turn(command.ticket);
    if (turn) await turn;
    let append: Promise<CommandAnswer | null> | null = null;
    try {
      if (lane.appending > 0 && (lane.folded === null || lane.appending >= appendingMax)) await lane.settled();
      const fromCache = lane.folded !== null;
      this.#meter.folded(fromCache);
      const folded = lane.folded ?? (await this.#aggregates.load(command.plan.aggregate, lane));
      const { generation } = lane;
      const soon = this.#deciding.verdict(command, folded);
      const verdict = soon instanceof Promise ? await soon : soon;
      if (verdict.kind !== 'record') return await this.#answerWithout(command, verdict, { folded, generation, fromCache });
      const stamps = stamped(command, folded, verdict.facts, this.#catalogue);
      const coded = this.#codec ? await encoded(this.#codec, stamps.events) : stamps.events;
      append = this.#append(command, folded, verdict.facts, stamps, coded);
      // Another writer could slip in between two appends on their way, and the second would pass on a state that never was.
      if (this.#writers === 'many') return await append;
    } finally {
      lane.yieldTurn();
    }
    return append;
  }

  /** Answers without recording, once what the answer rests on is known to be durable and current; null where it proved not to be. */
  async #answerWithout(command: PendingCommand, verdict: Answering, basis: Basis): Promise<CommandAnswer | null> {
    const { lane, id } = command;
    const { folded } = basis;
    if (lane.appending > 0) await lane.settled();
    if (lane.generation !== basis.generation) return null;
    if (verdict.kind === 'replay') return this.#receipts.replayed(lane, id, folded, verdict.echo);
    if (this.#writers === 'many' && basis.fromCache) {
      const current = await this.#aggregates.readOn(command.plan.aggregate, lane, folded);
      if (current.revision !== folded.revision) return null;
    }
    return verdict.kind === 'refuse' ? verdict.refusal : this.#receipts.unchanged(lane, id, folded);
  }

  /** Appends what was stamped; the append is on its way when this returns its promise. */
  async #append(
    command: PendingCommand,
    known: Folded,
    facts: readonly Fact[],
    { events, folded }: Stamped,
    coded: readonly NewEvent[],
  ): Promise<CommandAnswer | null> {
    const { lane, plan, id, mark, hash } = command;
    const { generation } = lane;
    const append = this.#store.append(lane.stream, known.revision < 0 ? 'no-stream' : known.revision, coded);
    lane.track(append);
    lane.folded = folded;
    folded.echoes.add({ mark, hash, revision: known.revision + 1, count: facts.length });
    let appended: Appended;
    try {
      appended = await append;
    } catch (error) {
      if (lane.generation === generation) lane.forget();
      known.echoes.remove(mark);
      if (!(error instanceof WrongExpectedRevision)) throw error;
      if (this.#writers === 'many' && isAhead(error.actual, known.revision)) await this.#aggregates.readOn(plan.aggregate, lane, known);
      return null;
    }
    lane.position = Math.max(lane.position, appended.position);
    this.#meter.appended(events.length);
    this.#references.appended(lane.stream, facts, folded.revision);
    this.#aggregates.snapshotWhenDue(plan.aggregate, lane, folded);
    return this.#receipts.recorded(lane, id, folded, events, appended);
  }
}

async function encoded(codec: EventCodec, events: readonly NewEvent[]): Promise<readonly NewEvent[]> {
  return Promise.all(events.map((event) => codec.encode(event)));
}

/** Whether what is known can be read on from: the stream has more than that, not less. */
function isAhead(actual: 'no-stream' | number, known: number): boolean {
  return actual !== 'no-stream' && actual > known;
}
