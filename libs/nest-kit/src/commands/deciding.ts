import { type Command, type Fact, isRefusal, type Refusal, streamOf } from '@zongheng/kernel';
import type { DocumentFinder, Preparation } from './command-plan.ts';
import { refuseCommand } from './command-refusals.ts';
import type { CommandEcho } from './echoes.ts';
import type { Folded } from './folded.ts';
import type { InstallationTime } from './installation-time.ts';
import type { Lanes } from './lanes.ts';
import type { PendingCommand } from './pending-command.ts';
import type { References } from './references.ts';

/** What comes of a command on a state: facts to record, or an answer without any. */
export type Verdict =
  | { readonly kind: 'record'; readonly facts: readonly Fact[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'replay'; readonly echo: CommandEcho }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

const unchanged: Verdict = { kind: 'unchanged' };

/** Asks the decider: recognises retries, checks the revision the sender has seen, prepares the command with its references. */
export class Deciding {
  readonly #time: InstallationTime;
  readonly #references: References;
  readonly #lanes: Lanes;
  readonly #finder: DocumentFinder | undefined;

  constructor(time: InstallationTime, references: References, lanes: Lanes, finder?: DocumentFinder) {
    this.#time = time;
    this.#references = references;
    this.#lanes = lanes;
    this.#finder = finder;
  }

  /** Answers at once where nothing has to be loaded. */
  verdict(command: PendingCommand, folded: Folded): Verdict | Promise<Verdict> {
    const echo = folded.echoes.of(command.mark);
    if (echo) return echo.hash === command.hash ? { kind: 'replay', echo } : refused(keyReused(command));
    const { ifMatch } = command.request;
    if (ifMatch !== undefined && ifMatch !== folded.revision) return refused(revisionMismatch(ifMatch, folded.revision));
    const given = this.#given(command, folded);
    const prepared = command.plan.prepare ? command.plan.prepare(command.request.body, given) : command.request.body;
    return prepared instanceof Promise
      ? prepared.then((payload) => decided(command, folded, given, payload))
      : decided(command, folded, given, prepared);
  }

  #given(command: PendingCommand, folded: Folded): Preparation {
    const { request, id, ticket } = command;
    const now = this.#time.now();
    const today = this.#time.dateOf(now);
    return {
      id,
      state: folded.state,
      on: request.on ?? today,
      today,
      now,
      actor: request.actor,
      load: async (loadable, other) => {
        const earlier = this.#lanes.peek(streamOf(loadable.category, other))?.before(ticket);
        if (earlier) await earlier;
        return this.#references.load(loadable, other);
      },
      find: (view, query) => {
        if (!this.#finder) throw new Error(`${command.plan.type} looks into ${view.name}, but no read store was given to the pipeline`);
        return this.#finder.find(view, query);
      },
    };
  }
}

function decided(command: PendingCommand, folded: Folded, given: Preparation, payload: object | Refusal): Verdict {
  if (isRefusal(payload)) return refused(payload);
  const { on, today, now, actor } = given;
  const whole: Command = { ...payload, type: command.plan.type, on, today, now, actor };
  const decision = command.plan.aggregate.decider.decide(folded.state, whole);
  if (isRefusal(decision)) return refused(decision);
  return decision.length === 0 ? unchanged : { kind: 'record', facts: decision };
}

function refused(refusal: Refusal): Verdict {
  return { kind: 'refuse', refusal };
}

function keyReused(command: PendingCommand): Refusal {
  return refuseCommand('COMMAND.KEY_REUSED', `${command.lane.stream} has recorded a ${command.plan.type} with this key and another body`);
}

function revisionMismatch(seen: number, actual: number): Refusal {
  const stands = actual < 0 ? 'there is nothing yet' : `it stands at revision ${actual}`;
  return refuseCommand('COMMAND.REVISION_MISMATCH', `If-Match names revision ${seen}, ${stands}`);
}
