import { canonicalJson } from '../canonical-json.ts';
import { type Command, type Decider, foldOf } from '../decider.ts';
import type { Fact } from '../event.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

interface Outcome<F extends Fact> {
  /** The facts, whole and in order. */
  then(...facts: readonly F[]): void;
  /** A refusal by its exact code; answers it for further looks. */
  thenRefused(code: string): Refusal;
  /** Nothing recorded: it is so already. */
  thenNothing(): void;
}

interface Given<C extends Command, F extends Fact> {
  when(command: C): Outcome<F>;
  /** The command again on the state it made: nothing may be recorded twice. */
  whenRepeated(command: C): Outcome<F>;
}

/** Given some facts, when a command comes, then these facts (or that refusal). Throws an Error that shows both sides. */
export function specification<State, C extends Command, F extends Fact>(
  decider: Decider<State, C, F>,
): { given(...facts: readonly F[]): Given<C, F> } {
  return {
    given(...facts) {
      const state = foldOf(decider, facts);
      return {
        when: (command) => outcomeOf(decider.decide(state, command)),
        whenRepeated(command) {
          const first = decider.decide(state, command);
          if (isRefusal(first)) throw new Error(`the first time it was refused already: ${first.code} (${first.found})`);
          return outcomeOf(decider.decide(foldOf(decider, first, state), command));
        },
      };
    },
  };
}

function outcomeOf<F extends Fact>(decision: readonly F[] | Refusal): Outcome<F> {
  const shown = isRefusal(decision)
    ? `refused: ${decision.code} (${decision.found})`
    : decision.map((fact) => canonicalJson(fact)).join('\n');
  return {
    then(...facts) {
      if (isRefusal(decision)) throw new Error(`expected facts, but ${shown}`);
      const wanted = facts.map((fact) => canonicalJson(fact)).join('\n');
      if (wanted !== shown) throw new Error(`expected\n${wanted}\nbut decided\n${shown}`);
    },
    thenRefused(code) {
      if (!isRefusal(decision)) throw new Error(`expected the refusal ${code}, but decided\n${shown || 'nothing'}`);
      if (decision.code !== code) throw new Error(`expected the refusal ${code}, but ${shown}`);
      return decision;
    },
    thenNothing() {
      if (isRefusal(decision)) throw new Error(`expected nothing to record, but ${shown}`);
      if (decision.length > 0) throw new Error(`expected nothing to record, but decided\n${shown}`);
    },
  };
}
