import { catalogueOf, type Decision, factsOf, foldOf, isRefusal, type Refusal } from '@zongheng/kernel';
import { type ContractFact, contractsEvents } from '@zongheng/contracts-events';
import type { ContractCommand } from '../commands.ts';
import { contractDecider } from '../decide.ts';
import type { ContractState } from '../state.ts';

const catalogue = catalogueOf(contractsEvents);

/** What became of a contract after some commands, each of which had to be carried out. */
export interface Story {
  readonly state: ContractState;
  readonly facts: readonly ContractFact[];
  /** The types of all its facts, in order. */
  readonly told: readonly string[];
}

/** Carries out commands one after the other. @throws Error where one is refused, or a fact is off its schema. */
export function story(...commands: readonly ContractCommand[]): Story {
  const facts: ContractFact[] = [];
  let state = contractDecider.initialState();
  for (const command of commands) {
    const decided = factsOf(contractDecider.decide(state, command));
    for (const fact of decided) requireSchema(fact);
    state = foldOf(contractDecider, decided, state);
    facts.push(...decided);
  }
  return { state, facts, told: facts.map((fact) => fact.type) };
}

/** What a command does after others. */
export function then(command: ContractCommand, before: Story): Decision<ContractFact> {
  return contractDecider.decide(before.state, command);
}

/** The refusal of a command after others. @throws Error where it was carried out. */
export function refusalOf(command: ContractCommand, before: Story): Refusal {
  const decision = then(command, before);
  if (isRefusal(decision)) return decision;
  throw new Error(`expected a refusal, but decided ${decision.map((fact) => fact.type).join(', ') || 'nothing'}`);
}

/** @throws Error where a fact may not be recorded as it is. */
function requireSchema(fact: ContractFact): void {
  const faults = catalogue.faultsOf('contract-1', fact.type, JSON.parse(JSON.stringify(fact.data)));
  if (faults.length > 0) throw new Error(`${fact.type}: ${faults.map((fault) => `${fault.path} ${fault.message}`).join('; ')}`);
}
