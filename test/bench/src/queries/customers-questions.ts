import { figure, list, months, type Question } from './question.ts';

/** One customer, whole. */
const one: readonly Question[] = [
  figure('one customer', (dice) => `/v1/customers/${dice.customer()}`),
  figure('360', (dice) => `/v1/customers/${dice.debtor()}/360`),
  list('timeline', (dice) => `/v1/customers/${dice.debtor()}/timeline`),
  figure('timeline, a later page', (dice) => `/v1/customers/${dice.debtor()}/timeline?cursor=${dice.timelineCursor()}`),
  figure('timeline of one context', (dice) => `/v1/customers/${dice.debtor()}/timeline?context=receivables`),
  figure('timeline of one channel', (dice) => `/v1/customers/${dice.customer()}/timeline?channel=hotline`),
  figure('timeline of one type of event', (dice) => `/v1/customers/${dice.debtor()}/timeline?type=PaymentReceived`),
];

const lists: readonly Question[] = [
  list('customers', () => '/v1/customers', 200),
  list('customers searched by a part of the name', (dice) => `/v1/customers?q=${dice.word()}`, 10),
  list('customers searched by pinyin', (dice) => `/v1/customers?q=${dice.pinyin()}`),
  list('customers searched by initials', (dice) => `/v1/customers?q=${dice.initials()}`),
  list('customers searched by a part of the telephone', (dice) => `/v1/customers?q=${dice.telephone()}`),
  list('customers by an attribute', (dice) => `/v1/customers?attr.bandwidth-grade=${dice.grade()}`, 20),
  list('customers by two attributes', (dice) => `/v1/customers?attr.bandwidth-grade=${dice.grade()}&attr.bandwidth-tender=true&sort=name`),
  list('customers searched, by an attribute', (dice) => `/v1/customers?q=${dice.word()}&attr.bandwidth-used=true`),
  list('customers of a rep', (dice) => `/v1/customers?owner=${dice.rep()}`),
  list('customers of a segment by name', (dice) => `/v1/customers?segment=${dice.segment()}&sort=name`, 40),
  list('customers due for contact', () => '/v1/customers-due'),
  list('customers of a rep due for contact', (dice) => `/v1/customers-due?owner=${dice.rep()}`),
  list('attribute catalogue', () => '/v1/attributes'),
  list('segments', () => '/v1/segments'),
];

/** Segments as the simulated carrier keeps them, from one wide condition to five. */
export const segmentQuestions: readonly Question[] = [
  ...Array.from({ length: 10 }, (_, index) => figure(`segment ${index + 1} counted`, () => `/v1/segments/sim-segment-${index + 1}/count`)),
  ...[1, 5, 6, 10].map((number) => list(`customers of segment ${number}`, () => `/v1/segments/sim-segment-${number}/customers`, 10)),
];

const figures: readonly Question[] = [
  figure('customer base', (dice) => `/v1/customer-base?asOf=${dice.date()}`),
  figure('customer base of a year', (dice) => `/v1/customer-base?asOf=${dice.date()}&${months(dice)}`),
  figure('customer base by unit', (dice) => `/v1/customer-base?asOf=${dice.date()}&groupBy=unit`),
  figure('customer base by region', (dice) => `/v1/customer-base?asOf=${dice.date()}&groupBy=region`),
  figure('customer base explained', (dice) => `/v1/customer-base/explain?asOf=${dice.date()}&unit=${dice.team()}`),
  figure('customer base, joined and left explained', (dice) => `/v1/customer-base/explain?asOf=${dice.date()}&figure=moving`),
];

export const customersQuestions: readonly Question[] = [...one, ...lists, ...segmentQuestions, ...figures];
