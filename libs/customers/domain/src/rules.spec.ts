import { type ContactIntervals, customerRulesByDefault, type DuplicateRule } from '@zongheng/customers-events';
import { specification } from '@zongheng/kernel/testing';
import { day, on } from './commands.spec-data.ts';
import { customerRulesDecider } from './rules.ts';

const rules = specification(customerRulesDecider);
const { intervals, duplicates } = customerRulesByDefault;

it('contact intervals hold from the day they are set, one for each kind of customer', () => {
  const to: ContactIntervals = { rules: [{ by: 'kind', key: 'partner', days: 10 }], otherwise: 60 };
  const set = (given: ContactIntervals, date = '2026-02-01') =>
    ({ type: 'SetContactIntervals', ...on(date), intervals: given, reason: null }) as const;
  rules
    .given()
    .when(set(to))
    .then({ type: 'ContactIntervalsSet', businessDate: day('2026-02-01'), data: { from: intervals, to, reason: null } });
  rules.given().whenRepeated(set(to)).thenNothing();
  rules.given().when(set(intervals)).thenNothing();
  const [rule] = to.rules;
  if (!rule) throw new Error('there is one');
  rules
    .given()
    .when(set({ ...to, rules: [rule, rule] }))
    .thenRefused('CUSTOMERS.RULES.INTERVAL_REPEATED');
  rules
    .given()
    .when(set({ ...to, rules: [{ ...rule, key: 'nobody' }] }))
    .thenRefused('CUSTOMERS.RULES.INTERVAL_UNKNOWN');
  rules.given().when(set(to, '2026-07-01')).thenRefused('DATE.IN_FUTURE');
});

it('what is done with likely duplicates holds from the day it is set', () => {
  const to: DuplicateRule = { action: 'merge', by: ['name'] };
  const set = (rule: DuplicateRule) => ({ type: 'SetDuplicateRule', ...on('2026-02-01'), rule, reason: null }) as const;
  rules
    .given()
    .when(set(to))
    .then({ type: 'DuplicateRuleSet', businessDate: day('2026-02-01'), data: { from: duplicates, to, reason: null } });
  rules.given().whenRepeated(set(to)).thenNothing();
  rules
    .given()
    .when(set({ ...to, by: ['name', 'name'] }))
    .thenRefused('CUSTOMERS.RULES.LIKENESS_REPEATED');
});
