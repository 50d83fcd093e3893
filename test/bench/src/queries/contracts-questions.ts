import { figure, list, months, period, type Question } from './question.ts';

const figures: readonly Question[] = [
  figure('expected months', (dice) => `/v1/contracts/expected?asOf=${dice.date()}&${months(dice)}`),
  figure('expected months by department', (dice) => `/v1/contracts/expected?asOf=${dice.date()}&${months(dice)}&groupBy=department`),
  figure('expected months by product line', (dice) => `/v1/contracts/expected?asOf=${dice.date()}&groupBy=productLine`),
  figure('expected months of a customer', (dice) => `/v1/contracts/expected?asOf=${dice.date()}&customer=${dice.debtor()}`),
  figure('expected months, changes of a quarter', (dice) => `/v1/contracts/expected/changes?${period(dice, 91)}&groupBy=department`),
  figure('expected months explained', (dice) => `/v1/contracts/expected/explain?asOf=${dice.date()}&unit=${dice.team()}`),
  figure('expected months, changes explained', (dice) => `/v1/contracts/expected/changes/explain?${period(dice, 91)}&unit=${dice.team()}`),
  figure('backlog', (dice) => `/v1/contracts/backlog?asOf=${dice.date()}`),
  figure('backlog by owner', (dice) => `/v1/contracts/backlog?asOf=${dice.date()}&groupBy=owner`),
  figure('backlog explained', (dice) => `/v1/contracts/backlog/explain?asOf=${dice.date()}`),
  figure('value signed in a quarter', (dice) => `/v1/contracts/signed?${period(dice, 91)}&groupBy=unit`),
  figure('value signed explained', (dice) => `/v1/contracts/signed/explain?${period(dice, 91)}`),
  figure('renewal rate of a year by unit', (dice) => `/v1/contracts/renewal-rate?${period(dice, 365)}&groupBy=unit`),
  figure('renewal rate explained', (dice) => `/v1/contracts/renewal-rate/explain?${period(dice, 365)}`),
];

const lists: readonly Question[] = [
  list('contracts', () => '/v1/contracts', 20),
  list('contracts that end last', () => '/v1/contracts?status=signed&sort=-ends', 20),
  list('contracts of a rep', (dice) => `/v1/contracts?owner=${dice.rep()}`),
  list('contracts of a customer', (dice) => `/v1/contracts?customer=${dice.debtor()}`),
  list('contracts of a team, signed', (dice) => `/v1/contracts?unit=${dice.team()}&status=signed&sort=ends`),
  list('contracts searched', (dice) => `/v1/contracts?q=${dice.word()}`),
  list('renewals due', (dice) => `/v1/contracts/renewals-due?date=${dice.date()}`),
  list('renewals due of a team', (dice) => `/v1/contracts/renewals-due?date=${dice.date()}&unit=${dice.team()}`),
  figure('one contract', (dice) => `/v1/contracts/${dice.contract()}`),
];

export const contractsQuestions: readonly Question[] = [...figures, ...lists];
