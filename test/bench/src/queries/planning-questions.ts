import { figure, list, type Question } from './question.ts';

const boards: readonly Question[] = [
  figure('plan board', (dice) => `/v1/plans/board?period=${dice.month()}`),
  figure('plan board as it was', (dice) => `/v1/plans/board?period=${dice.month()}&asOf=${dice.date()}`),
  figure('progress of a rep’s plan', (dice) => `/v1/plans/progress?plan=${dice.month()}.person.${dice.planner()}`),
  figure('progress of the company’s plan', (dice) => `/v1/plans/progress?plan=${dice.month()}.unit.sim-company`),
  figure('variance explained', (dice) => `/v1/plans/progress/explain?plan=${dice.month()}.unit.sim-company&metric=visits-made`),
  figure('plan of a person', (dice) => `/v1/plans/mine?period=${dice.month()}&person=${dice.planner()}`),
  figure('follow-up of a check', (dice) => `/v1/plans/follow-up?plan=${dice.month()}.person.${dice.planner()}`),
  figure('who has not planned', (dice) => `/v1/plans/missing?period=${dice.month()}`),
  figure('base of a month', (dice) => `/v1/plans/base?period=${dice.month()}`),
  figure('a check computed again', (dice) => `/v1/plans/reproduction?plan=${dice.checkedMonth()}.unit.sim-company`),
];

const figures: readonly Question[] = [
  figure('forecast against target', (dice) => `/v1/plans/forecast?period=${dice.month()}`),
  figure('forecast of a team against target', (dice) => `/v1/plans/forecast?period=${dice.month()}&kind=team&subject=${dice.team()}`),
  figure('forecast of people against target', (dice) => `/v1/plans/forecast?period=${dice.month()}&kind=person`),
  figure('work that serves a plan', (dice) => `/v1/plan-work?plan=${dice.month()}.person.${dice.planner()}`),
  figure('tasks by department and owner', (dice) => `/v1/plans/tasks?period=${dice.month()}`),
  figure('tasks by department', (dice) => `/v1/plans/tasks?period=${dice.month()}&groupBy=department`),
  figure('tasks of a team explained', (dice) => `/v1/plans/tasks/explain?period=${dice.month()}&unit=${dice.team()}`),
  figure('actuals', (dice) => `/v1/plans/actuals?asOf=${dice.date()}`),
  figure('actuals by department', (dice) => `/v1/plans/actuals?asOf=${dice.date()}&groupBy=metric,department`),
  figure('actuals of a rep', (dice) => `/v1/plans/actuals?asOf=${dice.date()}&owner=${dice.rep()}`),
  figure('actuals explained', (dice) => `/v1/plans/actuals/explain?asOf=${dice.date()}&metric=visits-made&unit=${dice.team()}`),
  figure('targets of a month', (dice) => `/v1/plans/targets?period=${dice.month()}`),
  figure('targets explained', (dice) => `/v1/plans/targets/explain?period=${dice.month()}`),
];

const lists: readonly Question[] = [
  list('plans', () => '/v1/plans', 20),
  list('plans of a month', (dice) => `/v1/plans?period=${dice.month()}`),
  figure('one plan', (dice) => `/v1/plans/${dice.month()}.person.${dice.planner()}`),
  list('plans searched by status', () => '/v1/plans?status=closed'),
];

export const planningQuestions: readonly Question[] = [...boards, ...figures, ...lists];
