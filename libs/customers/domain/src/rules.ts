import {
  type BusinessDate,
  canonicalJson,
  type Command,
  type Decider,
  firstRefusal,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
} from '@zongheng/kernel';
import {
  type ContactIntervals,
  customerKinds,
  customerRulesByDefault,
  type CustomerRulesFact,
  type DuplicateRule,
  lifecycleStages,
} from '@zongheng/customers-events';

export const customerRulesRefusals = {
  'CUSTOMERS.RULES.INTERVAL_REPEATED': {
    kind: 'invalid',
    title: { zh: '联系间隔规则重复', en: 'Two rules for the same customers' },
    remedy: 'give each stage, segment or kind one interval',
  },
  'CUSTOMERS.RULES.INTERVAL_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '联系间隔规则对象不存在', en: 'A rule for customers that there are not' },
    remedy: 'name a lifecycle stage or a kind of customer that there is',
  },
  'CUSTOMERS.RULES.LIKENESS_REPEATED': {
    kind: 'invalid',
    title: { zh: '相似依据重复', en: 'A likeness is named twice' },
    remedy: 'name each likeness once',
  },
} as const satisfies RefusalTable;

const refuse = refusing(customerRulesRefusals);

/** The rules in force; `last` is the date on which one was last set, null where those by default hold. */
export interface CustomerRulesState {
  readonly intervals: ContactIntervals;
  readonly duplicates: DuplicateRule;
  readonly last: BusinessDate | null;
}

export interface SetContactIntervals extends Command<'SetContactIntervals'> {
  readonly intervals: ContactIntervals;
  readonly reason: string | null;
}
export interface SetDuplicateRule extends Command<'SetDuplicateRule'> {
  readonly rule: DuplicateRule;
  readonly reason: string | null;
}
export type CustomerRulesCommand = SetContactIntervals | SetDuplicateRule;

export const customerRulesDecider: Decider<CustomerRulesState, CustomerRulesCommand, CustomerRulesFact> = {
  initialState: () => ({ ...customerRulesByDefault, last: null }),
  evolve(state, { type, data, businessDate: last }) {
    return type === 'ContactIntervalsSet' ? { ...state, intervals: data.to, last } : { ...state, duplicates: data.to, last };
  },
  decide(state, command) {
    if (command.type === 'SetContactIntervals') {
      const { intervals: to, reason, on: businessDate } = command;
      if (canonicalJson(state.intervals) === canonicalJson(to)) return [];
      const no = firstRefusal(faultOfIntervals(to), datesInOrder(state, command));
      return no ?? [{ type: 'ContactIntervalsSet', businessDate, data: { from: state.intervals, to, reason } }];
    }
    const { rule: to, reason, on: businessDate } = command;
    if (canonicalJson(state.duplicates) === canonicalJson(to)) return [];
    const no = firstRefusal(faultOfRule(to), datesInOrder(state, command));
    return no ?? [{ type: 'DuplicateRuleSet', businessDate, data: { from: state.duplicates, to, reason } }];
  },
};

function datesInOrder({ last }: CustomerRulesState, command: CustomerRulesCommand): Refusal | null {
  return firstRefusal(notInFuture(command), last === null ? null : notBefore(command, last));
}

function faultOfIntervals({ rules }: ContactIntervals): Refusal | null {
  const seen = new Set<string>();
  for (const [index, { by, key }] of rules.entries()) {
    const field = `/rules/${index}`;
    const known = by === 'lifecycle' ? lifecycleStages : by === 'kind' ? customerKinds : null;
    if (known && !Object.hasOwn(known, key)) return refuse('CUSTOMERS.RULES.INTERVAL_UNKNOWN', `there is no ${by} ${key}`, { field });
    if (seen.has(`${by} ${key}`)) return refuse('CUSTOMERS.RULES.INTERVAL_REPEATED', `${by} ${key} has two`, { field });
    seen.add(`${by} ${key}`);
  }
  return null;
}

function faultOfRule({ by }: DuplicateRule): Refusal | null {
  if (new Set(by).size === by.length) return null;
  return refuse('CUSTOMERS.RULES.LIKENESS_REPEATED', by.join(', '), { field: '/by' });
}
