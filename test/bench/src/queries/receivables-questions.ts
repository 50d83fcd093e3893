import { figure, list, months, period, type Question } from './question.ts';

/** Everything that ageing can be grouped by. */
const ageingGroupings =
  'bucket customer account owner unit company department team region province city contract currency due dueMonth disputed region,bucket'.split(
    ' ',
  );

const figures: readonly Question[] = [
  ...ageingGroupings.map((by) => figure(`ageing by ${by}`, (dice) => `/v1/receivables/ageing?asOf=${dice.date()}&groupBy=${by}`)),
  figure('ageing of a customer', (dice) => `/v1/receivables/ageing?asOf=${dice.date()}&customer=${dice.debtor()}`),
  figure('ageing of a team by owner', (dice) => `/v1/receivables/ageing?asOf=${dice.date()}&unit=${dice.team()}&groupBy=owner`),
  figure('ageing, changes of a quarter', (dice) => `/v1/receivables/ageing/changes?${period(dice, 91)}`),
  figure('ageing explained', (dice) => `/v1/receivables/ageing/explain?asOf=${dice.date()}&bucket=1-30`),
  figure('ageing, changes explained', (dice) => `/v1/receivables/ageing/changes/explain?${period(dice, 30)}`),
  figure('summary of a quarter', (dice) => `/v1/receivables/summary?${period(dice, 91)}`),
  figure('summary of a quarter by unit', (dice) => `/v1/receivables/summary?${period(dice, 91)}&groupBy=unit`),
  figure('summary of a customer', (dice) => `/v1/receivables/summary?${period(dice, 91)}&customer=${dice.debtor()}`),
  ...['standing', 'overdue', 'notYetDue', 'before', 'passing', 'sales', 'rates'].map((name) =>
    figure(`summary, ${name} explained`, (dice) => `/v1/receivables/summary/explain?${period(dice, 91)}&figure=${name}`),
  ),
  figure('revenue by month', (dice) => `/v1/receivables/by-month?asOf=${dice.date()}&${months(dice)}`),
  figure('revenue by month and department', (dice) => `/v1/receivables/by-month?asOf=${dice.date()}&${months(dice)}&groupBy=department`),
  figure('revenue by month explained', (dice) => `/v1/receivables/by-month/explain?asOf=${dice.date()}&${months(dice)}`),
];

const lists: readonly Question[] = [
  figure('statement of a quarter', (dice) => `/v1/customers/${dice.debtor()}/statement?${period(dice, 91)}`),
  figure('statement of a year', (dice) => `/v1/customers/${dice.debtor()}/statement?${period(dice, 365)}`),
  figure('promises kept and broken', (dice) => `/v1/receivables/promises?${period(dice, 91)}`),
  list('worklist', () => '/v1/receivables/overdue?limit=50'),
  list('worklist of a rep', (dice) => `/v1/receivables/overdue?owner=${dice.rep()}&limit=50`),
  list('worklist of a team', (dice) => `/v1/receivables/overdue?unit=${dice.team()}&limit=50`),
  list('worklist of a date', (dice) => `/v1/receivables/overdue?date=${dice.date()}&days=30&limit=50`),
  list('invoices, newest first', () => '/v1/invoices?sort=-date', 100),
  list('invoices of an account', (dice) => `/v1/invoices?account=${dice.debtor()}`),
  list('payments, newest first', () => '/v1/payments?sort=-date', 100),
  list('accounts', () => '/v1/accounts', 20),
  list('accounts of a team', (dice) => `/v1/accounts?unit=${dice.team()}`),
  list('promises', () => '/v1/promises'),
  list('ledger', () => '/v1/ledger', 100),
  list('ledger of an account', (dice) => `/v1/ledger?account=${dice.debtor()}`),
];

export const receivablesQuestions: readonly Question[] = [...figures, ...lists];
