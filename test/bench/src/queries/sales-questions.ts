import { figure, list, period, type Question } from './question.ts';

/** Figures as of any business date, by any grouping, with one filter or none. */
const figures: readonly Question[] = [
  figure('funnel', (dice) => `/v1/funnel?asOf=${dice.date()}`),
  figure('funnel by unit', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=unit`),
  figure('funnel by owner', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=owner`),
  figure('funnel by customer of a team', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=customer&unit=${dice.team()}`),
  figure('funnel by region', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=region`),
  figure('funnel by department', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=department`),
  figure('funnel by product line and stage', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=productLine,stage`),
  figure('funnel by month of closing', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=closeMonth`),
  figure('funnel of a rep', (dice) => `/v1/funnel?asOf=${dice.date()}&owner=${dice.rep()}`),
  figure('funnel of a department by team', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=team&unit=${dice.department()}`),
  figure('funnel of a city by segment', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=segment&region=${dice.city()}`),
  figure('funnel of a product line by source', (dice) => `/v1/funnel?asOf=${dice.date()}&groupBy=source&productLine=${dice.product()}`),
  figure('funnel of a customer', (dice) => `/v1/funnel?asOf=${dice.date()}&customer=${dice.customer()}`),
  figure('funnel changes of a quarter', (dice) => `/v1/funnel/changes?${period(dice, 91)}&groupBy=stage`),
  figure('funnel changes of a team by owner', (dice) => `/v1/funnel/changes?${period(dice, 91)}&groupBy=owner&unit=${dice.team()}`),
  figure('funnel explained', (dice) => `/v1/funnel/explain?asOf=${dice.date()}&stage=${dice.stage()}&unit=${dice.team()}`),
  figure(
    'funnel changes of a quarter explained',
    (dice) => `/v1/funnel/changes/explain?${period(dice, 91)}&stage=${dice.stage()}&unit=${dice.team()}`,
  ),
  figure('conversion of a quarter', (dice) => `/v1/funnel/conversion?${period(dice, 91)}`),
  figure('conversion of a quarter by unit', (dice) => `/v1/funnel/conversion?${period(dice, 91)}&groupBy=unit`),
  figure('time in stage of a quarter', (dice) => `/v1/funnel/time-in-stage?${period(dice, 91)}`),
  figure('time in stage of a quarter by source', (dice) => `/v1/funnel/time-in-stage?${period(dice, 91)}&groupBy=source`),
  figure('forecast', (dice) => `/v1/forecast?asOf=${dice.date()}`),
  figure('forecast by unit', (dice) => `/v1/forecast?asOf=${dice.date()}&groupBy=unit`),
  figure('win and loss of a quarter by reason', (dice) => `/v1/win-loss?${period(dice, 91)}`),
  figure('win and loss of a year by owner', (dice) => `/v1/win-loss?${period(dice, 365)}&groupBy=owner`),
  figure('sales analysis', (dice) => `/v1/sales-analysis?asOf=${dice.date()}`),
  figure('sales analysis by line, region, segment', (dice) => `/v1/sales-analysis?asOf=${dice.date()}&groupBy=productLine,region,segment`),
  figure('sales cycle of a year by unit', (dice) => `/v1/sales-cycle?${period(dice, 365)}&groupBy=unit`),
];

/** Boards and documents. */
const documents: readonly Question[] = [
  figure('board', () => '/v1/board'),
  figure('board of a rep', (dice) => `/v1/board?owner=${dice.rep()}`),
  figure('board of a team', (dice) => `/v1/board?unit=${dice.team()}`),
  figure('day of a rep', (dice) => `/v1/rep-day?rep=${dice.rep()}&date=${dice.date()}`),
  figure('one opportunity', (dice) => `/v1/opportunities/${dice.deal()}`),
  figure('history of an opportunity', (dice) => `/v1/streams/opportunity-${dice.deal()}`),
];

/** Lists: filtered, sorted, searched. */
const lists: readonly Question[] = [
  list('opportunities', () => '/v1/opportunities', 400),
  list('opportunities in a stage, largest first', (dice) => `/v1/opportunities?stage=${dice.stage()}&sort=-amount`, 40),
  list('opportunities of a rep', (dice) => `/v1/opportunities?owner=${dice.rep()}`),
  list('opportunities of a team, open', (dice) => `/v1/opportunities?unit=${dice.team()}&status=open`),
  list('opportunities of a city, newest first', (dice) => `/v1/opportunities?region=${dice.city()}&sort=-opened`, 40),
  list('opportunities by amount', (dice) => `/v1/opportunities?amount[gte]=${dice.random.between(1, 90) * 1_000_000}&sort=amount`),
  list('opportunities by attribute', () => '/v1/opportunities?attr.access=fibre&status=open'),
  list('opportunities searched', (dice) => `/v1/opportunities?q=${dice.word()}`, 10),
  list('opportunities searched in a city', (dice) => `/v1/opportunities?q=${dice.word()}&region=${dice.city()}`),
  list('visits of a rep', (dice) => `/v1/visits?owner=${dice.rep()}&sort=-plannedFor`),
  list('tasks of a team', (dice) => `/v1/tasks?unit=${dice.team()}&status=open&sort=deadline`),
  list('quotes', () => '/v1/quotes?sort=-issued', 100),
  list('quotes of a customer', (dice) => `/v1/quotes?customer=${dice.customer()}`),
  list('orders by date', (dice) => `/v1/orders?placed[gte]=${dice.date()}&sort=placed`),
  list('employees', () => '/v1/employees?sort=name', 20),
];

export const salesQuestions: readonly Question[] = [...figures, ...documents, ...lists];
