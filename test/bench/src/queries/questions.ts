import { addDays } from '@zongheng/kernel';
import { contractsQuestions } from './contracts-questions.ts';
import { customersQuestions } from './customers-questions.ts';
import { planningQuestions } from './planning-questions.ts';
import { figure, type Question } from './question.ts';
import { receivablesQuestions } from './receivables-questions.ts';
import { salesQuestions } from './sales-questions.ts';
import type { Dice } from './world.ts';

/** Every view, board and list, and every kind of figure explained. A new one is a new line in the questions of its context. */
export const questions: readonly Question[] = [
  ...salesQuestions,
  ...customersQuestions,
  ...contractsQuestions,
  ...receivablesQuestions,
  ...planningQuestions,
];

/** Both clocks and a filter: what was known then of what was true then. */
export const bitemporalQuestions: readonly Question[] = [
  figure('funnel of a team', (dice) => `/v1/funnel?${bothClocks(dice)}&unit=${dice.team()}`),
  figure('funnel of a city by product line', (dice) => `/v1/funnel?${bothClocks(dice)}&groupBy=productLine&region=${dice.city()}`),
  figure('funnel of a segment by unit', (dice) => `/v1/funnel?${bothClocks(dice)}&groupBy=unit&segment=${dice.segment()}`),
  figure('funnel of a rep', (dice) => `/v1/funnel?${bothClocks(dice)}&owner=${dice.rep()}`),
  figure('forecast of a team', (dice) => `/v1/forecast?${bothClocks(dice)}&unit=${dice.team()}`),
  figure('ageing of a team by bucket', (dice) => `/v1/receivables/ageing?${bothClocks(dice)}&unit=${dice.team()}`),
  figure('expected months of a team', (dice) => `/v1/contracts/expected?${bothClocks(dice)}&unit=${dice.team()}`),
  figure('customer base of a team', (dice) => `/v1/customer-base?${bothClocks(dice)}&unit=${dice.team()}`),
];

/** A business date, and a moment of knowing some weeks before or after it. */
function bothClocks(dice: Dice): string {
  const date = dice.date();
  return `asOf=${date}&recordedAsOf=${addDays(date, dice.random.between(-30, 10))}T08:00:00Z`;
}
