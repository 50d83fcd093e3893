import { defineEvent, type FactOf, Key, KeyOf, type Labels, type RecordedOf, Shape, type Static, Text, Type } from '@zongheng/kernel';

/** By what a contact interval is chosen. */
export type IntervalBy = 'lifecycle' | 'segment' | 'kind';
export const intervalBys: Labels<IntervalBy> = {
  lifecycle: { zh: '生命周期阶段', en: 'Lifecycle stage' },
  segment: { zh: '客群', en: 'Segment' },
  kind: { zh: '客户类型', en: 'Kind of customer' },
};

const Days = () => Type.Integer({ minimum: 1, maximum: 3_650 });

/** How often customers are to be met: the first rule that fits, else the last resort. Null: not by itself. */
export const ContactIntervals = Shape({
  rules: Type.Array(Shape({ by: KeyOf(intervalBys), key: Key(), days: Type.Union([Days(), Type.Null()]) }), { maxItems: 30 }),
  otherwise: Type.Union([Days(), Type.Null()]),
});
export type ContactIntervals = Static<typeof ContactIntervals>;

/** What is done with a record from another system that looks like a customer who is there. */
export type DuplicateAction = 'register' | 'ask' | 'merge';
export const duplicateActions: Labels<DuplicateAction> = {
  register: { zh: '照常建档', en: 'Register it all the same' },
  ask: { zh: '退回并询问', en: 'Refuse it and ask' },
  merge: { zh: '建档并合并', en: 'Register it and merge it into the one that is there' },
};

/** By what two files look like one customer. */
export type Likeness = 'name' | 'phone' | 'email';
export const likenesses: Labels<Likeness> = {
  name: { zh: '名称', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '电子邮件', en: 'E-mail' },
};

export const DuplicateRule = Shape({ action: KeyOf(duplicateActions), by: Type.Array(KeyOf(likenesses), { minItems: 1, maxItems: 3 }) });
export type DuplicateRule = Static<typeof DuplicateRule>;

/** The rules of the customers context are decided in one stream; its revision is their version. */
export const customerRulesStream = 'customerRules-main';

export const ContactIntervalsSet = defineEvent({
  type: 'ContactIntervalsSet',
  version: 1,
  stream: 'customerRules',
  meaning: { zh: '设定联系间隔', en: 'How often customers are to be met was set' },
  data: Shape({ from: ContactIntervals, to: ContactIntervals, reason: Type.Union([Text(500), Type.Null()]) }),
});

export const DuplicateRuleSet = defineEvent({
  type: 'DuplicateRuleSet',
  version: 1,
  stream: 'customerRules',
  meaning: { zh: '设定疑似重复客户的处理规则', en: 'What is done with likely duplicates was set' },
  data: Shape({ from: DuplicateRule, to: DuplicateRule, reason: Type.Union([Text(500), Type.Null()]) }),
});

/** What holds until somebody sets something else. */
export const customerRulesByDefault: { readonly intervals: ContactIntervals; readonly duplicates: DuplicateRule } = {
  intervals: {
    rules: [
      { by: 'lifecycle', key: 'left', days: null },
      { by: 'lifecycle', key: 'identified', days: 30 },
      { by: 'lifecycle', key: 'selected', days: 14 },
    ],
    otherwise: 90,
  },
  duplicates: { action: 'ask', by: ['name', 'phone'] },
};

export const customerRulesEvents = [ContactIntervalsSet, DuplicateRuleSet] as const;
export type CustomerRulesFact = FactOf<(typeof customerRulesEvents)[number]>;
export type RecordedCustomerRulesEvent = RecordedOf<(typeof customerRulesEvents)[number]>;
