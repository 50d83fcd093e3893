import { type Decision, foldOf, isRefusal, type Refusal } from '@zongheng/kernel';
import { catalogueOf, factsOf } from '@zongheng/kernel';
import { type OpportunityFact, salesEvents } from '@zongheng/sales-events';
import type { OpportunityCommand } from '../opportunity/commands.ts';
import { opportunityDecider } from '../opportunity/decide.ts';
import type { OpportunityState } from '../opportunity/state.ts';

const catalogue = catalogueOf(salesEvents);

/** What became of an opportunity after some commands, each of which had to be carried out. */
export interface Story {
  readonly state: OpportunityState;
  readonly facts: readonly OpportunityFact[];
  /** The types of all its facts, in order. */
  readonly told: readonly string[];
}

/** Carries out commands one after the other. @throws Error where one is refused, or a fact is off its schema. */
export function story(...commands: readonly OpportunityCommand[]): Story {
  const facts: OpportunityFact[] = [];
  let state = opportunityDecider.initialState();
  for (const command of commands) {
    const decided = factsOf(opportunityDecider.decide(state, command));
    for (const fact of decided) requireSchema(fact);
    state = foldOf(opportunityDecider, decided, state);
    facts.push(...decided);
  }
  return { state, facts, told: facts.map((fact) => fact.type) };
}

/** What a command does after others. */
export function then(command: OpportunityCommand, before: Story): Decision<OpportunityFact> {
  return opportunityDecider.decide(before.state, command);
}

/** The refusal of a command after others. @throws Error where it was carried out. */
export function refusalOf(command: OpportunityCommand, before: Story): Refusal {
  const decision = then(command, before);
  if (isRefusal(decision)) return decision;
  throw new Error(`expected a refusal, but decided ${decision.map((fact) => fact.type).join(', ') || 'nothing'}`);
}

/** @throws Error where a fact may not be recorded as it is. */
export function requireSchema(fact: OpportunityFact): void {
  const faults = catalogue.faultsOf('opportunity-1', fact.type, JSON.parse(JSON.stringify(fact.data)));
  if (faults.length > 0) throw new Error(`${fact.type}: ${faults.map((fault) => `${fault.path} ${fault.message}`).join('; ')}`);
}
