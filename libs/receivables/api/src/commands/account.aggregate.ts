import type { Refusal } from '@zongheng/kernel';
import { isRefusal } from '@zongheng/kernel';
import { standingCustomer } from '@zongheng/customers-events';
import { defineAggregate, type Preparation } from '@zongheng/nest-kit';
import { accountDecider, type AccountState, type Levels, type Opening, refuse, type Rule } from '@zongheng/receivables-domain';
import type { AccountCell } from '@zongheng/receivables-events';
import { receivablesPolicyAggregate } from './policy.commands.ts';

export const accountAggregate = defineAggregate({
  category: 'account',
  decider: accountDecider,
  orderingKey: (_first, id) => id,
  customerId: (state) => state.cells.at(-1)?.[1].customer,
  snapshot: { every: 1000 },
});

export type Given = Preparation<AccountState>;

/** What the account is counted under as its customer stands now: that of the file which stays, where theirs was merged. */
export async function cellFor(given: Given): Promise<AccountCell | Refusal> {
  const known = await standingCustomer(given, given.id);
  if (!known) return refuse('RECEIVABLES.CUSTOMER.UNKNOWN', `there is no customer ${given.id}`);
  const { id: customer, owner, unit, region } = known;
  return { customer, owner, unit, region };
}

/** What an entry that may be the account’s first must know. */
export async function openingFor(given: Given): Promise<Opening | Refusal> {
  const cell = await cellFor(given);
  return isRefusal(cell) ? cell : { cell, merged: cell.customer !== given.id };
}

/** The order of applying payments in force. */
export async function ruleFor(given: Given): Promise<Rule> {
  return (await policyFor(given)).rule.value;
}

/** The levels of reminders in force. */
export async function levelsFor(given: Given): Promise<Levels> {
  const { version, value } = (await policyFor(given)).levels;
  return { version, levels: value };
}

async function policyFor(given: Given) {
  const found = await given.load(receivablesPolicyAggregate, 'main');
  return found?.state ?? receivablesPolicyAggregate.decider.initialState();
}
