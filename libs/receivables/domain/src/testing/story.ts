import { catalogueOf, type Decision, factsOf, foldOf, isRefusal, type Refusal } from '@zongheng/kernel';
import { type AccountFact, receivablesEvents } from '@zongheng/receivables-events';
import type { AccountCommand } from '../account/commands.ts';
import { accountDecider } from '../account/decide.ts';
import type { AccountState } from '../account/state.ts';

const catalogue = catalogueOf(receivablesEvents);

/** What became of an account after some commands. */
export interface Story {
  readonly state: AccountState;
  readonly facts: readonly AccountFact[];
  /** The types of all its facts, in order. */
  readonly told: readonly string[];
}

/** Carries out commands one after the other. @throws Error where one is refused, or a fact is off its schema. */
export function story(...commands: readonly AccountCommand[]): Story {
  return told(commands, (decision) => factsOf(decision));
}

/** The same, where commands that are refused do nothing. */
export function storyOfSome(commands: readonly AccountCommand[]): Story {
  return told(commands, (decision) => (isRefusal(decision) ? [] : decision));
}

function told(commands: readonly AccountCommand[], factsIn: (decision: Decision<AccountFact>) => readonly AccountFact[]): Story {
  const facts: AccountFact[] = [];
  let state = accountDecider.initialState();
  for (const command of commands) {
    const decided = factsIn(accountDecider.decide(state, command));
    for (const fact of decided) requireSchema(fact);
    state = foldOf(accountDecider, decided, state);
    facts.push(...decided);
  }
  return { state, facts, told: facts.map((fact) => fact.type) };
}

/** What a command does after others. */
export function then(command: AccountCommand, before: Story): Decision<AccountFact> {
  return accountDecider.decide(before.state, command);
}

/** The refusal of a command after others. @throws Error where it was carried out. */
export function refusalOf(command: AccountCommand, before: Story): Refusal {
  const decision = then(command, before);
  if (isRefusal(decision)) return decision;
  throw new Error(`expected a refusal, but decided ${decision.map((fact) => fact.type).join(', ') || 'nothing'}`);
}

/** @throws Error where a fact may not be recorded as it is. */
function requireSchema(fact: AccountFact): void {
  const faults = catalogue.faultsOf('account-harbour', fact.type, JSON.parse(JSON.stringify(fact.data)));
  if (faults.length > 0) throw new Error(`${fact.type}: ${faults.map((fault) => `${fault.path} ${fault.message}`).join('; ')}`);
}
