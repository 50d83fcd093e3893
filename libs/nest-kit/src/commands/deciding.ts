import { type Command, type Fact, isRefusal, type Refusal } from '@zongheng/kernel';
import type { Preparation } from './command-plan.ts';
import { refuseCommand } from './command-refusals.ts';
import type { CommandEcho } from './echoes.ts';
import type { Folded } from './folded.ts';
import { Given, type GivenSources } from './given.ts';
import type { PendingCommand } from './pending-command.ts';

/** What comes of a command on a state: facts to record, or an answer without any. */
export type Verdict =
  | { readonly kind: 'record'; readonly facts: readonly Fact[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'replay'; readonly echo: CommandEcho }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

const unchanged: Verdict = { kind: 'unchanged' };

/** Asks the decider: recognises retries, checks the revision the sender has seen, prepares the command with its references. */
export class Deciding {
  readonly #sources: GivenSources;

  constructor(sources: GivenSources) {
    this.#sources = sources;
  }

  /** Answers at once where nothing has to be loaded. */
  verdict(command: PendingCommand, folded: Folded): Verdict | Promise<Verdict> {
    const echo = folded.echoes.of(command.mark);
    if (echo) return echo.hash === command.hash ? { kind: 'replay', echo } : refused(keyReused(command));
    const { ifMatch } = command.request;
    if (ifMatch !== undefined && ifMatch !== folded.revision) return refused(revisionMismatch(ifMatch, folded.revision));
    const given = new Given(command, folded.state, this.#sources);
    const prepared = command.plan.prepare ? command.plan.prepare(command.request.body, given) : command.request.body;
    return prepared instanceof Promise
      ? prepared.then((payload) => decided(command, folded, given, payload))
      : decided(command, folded, given, prepared);
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
