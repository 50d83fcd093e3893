import { type Appended, type EventStore, WrongExpectedRevision } from '@zongheng/event-store';
import type { Catalogue, Fact, NewEvent } from '@zongheng/kernel';
import { beginStep } from '@zongheng/tracing';
import type { AggregateStore } from './aggregate-store.ts';
import type { CommandMeter } from './command-meter.ts';
import type { Deciding, Verdict } from './deciding.ts';
import type { EventCodec } from './event-codec.ts';
import { emptyFold, type Folded } from './folded.ts';
import type { Lane } from './lane.ts';
import type { PendingCommand } from './pending-command.ts';
import type { CommandAnswer } from './receipt.ts';
import type { Receipts } from './receipts.ts';
import type { References, Writers } from './references.ts';
import { type Stamped, stamped } from './stamping.ts';

/** How many appends to one stream may be on their way at once. */
const appendingMax = 64;

type Answering = Exclude<Verdict, { readonly kind: 'record' }>;

/** What a verdict rests on: the log just read, what was kept of it, or the belief that there is nothing yet. */
interface Basis {
  readonly folded: Folded;
  readonly generation: number;
  readonly from: 'log' | 'cache' | 'nothing';
}

export interface AttemptsOptions {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly writers: Writers;
  readonly codec: EventCodec | undefined;
  readonly meter: CommandMeter;
  readonly references: References;
  readonly aggregates: AggregateStore;
  readonly deciding: Deciding;
  readonly receipts: Receipts;
}

/** One try of a command: on what is known of its stream it is decided, and appended at the revision known. */
export class Attempts {
  readonly #store: EventStore;
  readonly #catalogue: Catalogue;
  readonly #writers: Writers;
  readonly #codec: EventCodec | undefined;
  readonly #meter: CommandMeter;
  readonly #references: References;
  readonly #aggregates: AggregateStore;
  readonly #deciding: Deciding;
  readonly #receipts: Receipts;

  constructor({ store, catalogue, writers, codec, meter, references, aggregates, deciding, receipts }: AttemptsOptions) {
    this.#store = store;
    this.#catalogue = catalogue;
    this.#writers = writers;
    this.#codec = codec;
    this.#meter = meter;
    this.#references = references;
    this.#aggregates = aggregates;
    this.#deciding = deciding;
    this.#receipts = receipts;
  }

  /**
   * One try, in turn; null where another writer was first. What can be decided without waiting for anything is on its way when this
   * returns: most commands are, and each wait spared is a tenth of what a command costs.
   */
  attempt(command: PendingCommand): Promise<CommandAnswer | null> {
    const { lane } = command;
    const turn = lane.turn(command);
    const basis = turn === null && !mustSettle(lane) && !this.#codec ? this.#atHand(command) : null;
    if (!basis) return this.#inTurn(command, turn);
    let append: Promise<CommandAnswer | null>;
    try {
      const verdict = this.#deciding.verdict(command, basis.folded);
      if (verdict instanceof Promise || verdict.kind !== 'record' || this.#writers === 'many') return this.#finish(command, basis, verdict);
      append = this.#append(command, basis.folded, verdict.facts, stamped(command, basis.folded, verdict.facts, this.#catalogue));
    } catch (error) {
      lane.yieldTurn();
      return Promise.reject(error as Error);
    }
    lane.yieldTurn();
    return append;
  }

  /** The same where there is something to wait for: the turn, the disk, the stream's events. */
  async #inTurn(command: PendingCommand, turn: Promise<void> | null): Promise<CommandAnswer | null> {
    const { lane, plan } = command;
    if (turn) await turn;
    let basis: Basis;
    let verdict: Verdict | Promise<Verdict>;
    try {
      while (mustSettle(lane)) {
        // Where one of those appends fails, its command came earlier and is decided again first.
        lane.yieldTurn();
        await lane.settled();
        await lane.turn(command);
      }
      basis = this.#atHand(command) ?? {
        folded: await this.#aggregates.load(plan.aggregate, lane),
        generation: lane.generation,
        from: 'log',
      };
      verdict = this.#deciding.verdict(command, basis.folded);
    } catch (error) {
      lane.yieldTurn();
      throw error;
    }
    return this.#finish(command, basis, verdict);
  }

  /**
   * What is known of the stream without asking the store. A command that begins an aggregate mostly has no stream yet: that is taken for
   * granted the first time, and found out by its append.
   */
  #atHand({ lane, plan, attempt }: PendingCommand): Basis | null {
    const { folded, generation } = lane;
    if (folded) {
      this.#meter.folded(true);
      return { folded, generation, from: 'cache' };
    }
    if (plan.creates && attempt === 1 && lane.appending === 0) return { folded: emptyFold(plan.aggregate), generation, from: 'nothing' };
    this.#meter.folded(false);
    return null;
  }

  /** Ends a try whose turn it is: hands the turn on once the append is on its way, or there is none. */
  async #finish(command: PendingCommand, basis: Basis, soon: Verdict | Promise<Verdict>): Promise<CommandAnswer | null> {
    const { lane } = command;
    let append: Promise<CommandAnswer | null>;
    try {
      const verdict = soon instanceof Promise ? await soon : soon;
      if (verdict.kind !== 'record') return await this.#answerWithout(command, verdict, basis);
      // What it was prepared on has proved wrong meanwhile. Its append might pass all the same, where as many events happen to be there, and would
      // leave behind a fold that forgot the command whose append failed.
      if (lane.generation !== basis.generation) return null;
      const stamps = stamped(command, basis.folded, verdict.facts, this.#catalogue);
      const coded = this.#codec ? await encoded(this.#codec, stamps.events) : stamps.events;
      append = this.#append(command, basis.folded, verdict.facts, stamps, coded);
      // Another writer could slip in between two appends on their way, and the second would pass on a state that never was.
      if (this.#writers === 'many') return await append;
    } finally {
      lane.yieldTurn();
    }
    return append;
  }

  /** Answers without recording, once what the answer rests on is known to be durable and current; null where it proved not to be. */
  async #answerWithout(command: PendingCommand, verdict: Answering, basis: Basis): Promise<CommandAnswer | null> {
    const { lane, id, plan } = command;
    const { folded, from } = basis;
    if (lane.appending > 0) await lane.settled();
    if (lane.generation !== basis.generation) return null;
    if (verdict.kind === 'replay') return this.#receipts.replayed(lane, id, folded, verdict.echo);
    if (from === 'nothing' || (from === 'cache' && this.#writers === 'many')) {
      const current = await (from === 'nothing'
        ? this.#aggregates.load(plan.aggregate, lane)
        : this.#aggregates.readOn(plan.aggregate, lane, folded));
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
    coded: readonly NewEvent[] = events,
  ): Promise<CommandAnswer | null> {
    const { lane, plan, id, mark, hash } = command;
    const { generation } = lane;
    const step = beginStep('append', { parent: command.traceparent, kind: 'asking', says: { 'crm.events': events.length } });
    const append = step.during(this.#store.append(lane.stream, known.revision < 0 ? 'no-stream' : known.revision, coded));
    lane.track(append);
    lane.decided(command);
    lane.isUnproven = known.revision < 0;
    lane.folded = folded;
    folded.echoes.add({ mark, hash, revision: known.revision + 1, count: facts.length });
    let appended: Appended;
    try {
      appended = await append;
    } catch (error) {
      lane.untrack(append);
      lane.isUnproven = false;
      if (lane.generation === generation) lane.forget();
      known.echoes.remove(mark);
      if (!(error instanceof WrongExpectedRevision)) throw error;
      lane.undecided(command);
      if (this.#writers === 'many' && isAhead(error.actual, known.revision)) await this.#aggregates.readOn(plan.aggregate, lane, known);
      return null;
    }
    lane.untrack(append);
    lane.isUnproven = false;
    lane.position = Math.max(lane.position, appended.position);
    this.#meter.appended(events.length);
    this.#references.appended(lane.stream, facts, folded.revision);
    if (lane.generation === generation) this.#aggregates.snapshotWhenDue(plan.aggregate, lane, folded);
    return this.#receipts.recorded(lane, id, folded, events, appended);
  }
}

/** Whether what is on its way to a stream must be known before anything more is decided there. */
function mustSettle({ appending, folded, isUnproven }: Lane): boolean {
  return appending > 0 && (folded === null || isUnproven || appending >= appendingMax);
}

async function encoded(codec: EventCodec, events: readonly NewEvent[]): Promise<readonly NewEvent[]> {
  return Promise.all(events.map((event) => codec.encode(event)));
}

/** Whether what is known can be read on from: the stream has more than that, not less. */
function isAhead(actual: 'no-stream' | number, known: number): boolean {
  return actual !== 'no-stream' && actual > known;
}
