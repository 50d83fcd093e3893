import { DateText, documentView, Shape, type Static, Type } from '@zongheng/kernel';
import {
  ContactIntervals,
  customerRulesByDefault,
  customerRulesEvents,
  DuplicateRule,
  type RecordedCustomerRulesEvent,
} from '@zongheng/customers-events';

/** The rules of the context in force; without any event those by default hold, at version 0. */
export const CustomerRulesDocument = Shape({
  id: Type.Literal('main'),
  intervals: ContactIntervals,
  duplicates: DuplicateRule,
  /** How often the rules have been set. */
  version: Type.Integer(),
  changed: DateText(),
  revision: Type.Integer(),
});
export type CustomerRulesDocument = Static<typeof CustomerRulesDocument>;

export const customerRules = documentView<CustomerRulesDocument, RecordedCustomerRulesEvent>({
  name: 'customer-rules',
  version: 1,
  meaning: { zh: '客户管理规则', en: 'Rules of the customers context' },
  handles: customerRulesEvents.map((definition) => definition.type),
  keysOf: () => ['main'],
  evolve: (rules, event) => {
    const { intervals, duplicates } = rules ?? customerRulesByDefault;
    const since = { version: (rules?.version ?? 0) + 1, changed: event.businessDate, revision: event.revision };
    return event.type === 'ContactIntervalsSet'
      ? { id: 'main', intervals: event.data.to, duplicates, ...since }
      : { id: 'main', intervals, duplicates: event.data.to, ...since };
  },
  fields: { version: 'number' },
  indexes: [['version']],
  index: ({ version }) => ({ fields: { version } }),
});
