import { type CustomerId, DateText, defineEvent, Id, KeyOf, type Labels, Shape, type Static, Text, Type } from '@zongheng/kernel';
import { channels } from './channels.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdays: Labels<Weekday> = {
  mon: { zh: '周一', en: 'Monday' },
  tue: { zh: '周二', en: 'Tuesday' },
  wed: { zh: '周三', en: 'Wednesday' },
  thu: { zh: '周四', en: 'Thursday' },
  fri: { zh: '周五', en: 'Friday' },
  sat: { zh: '周六', en: 'Saturday' },
  sun: { zh: '周日', en: 'Sunday' },
};

/** A time on the wall, in the installation's time zone. */
const Clock = () => Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** How a customer wants to be met. */
export const ContactPreference = Shape({
  /** The channels they like, best first. */
  channels: Type.Array(KeyOf(channels), { maxItems: 9 }),
  /** The channels they do not want. */
  avoid: Type.Array(KeyOf(channels), { maxItems: 9 }),
  hours: Type.Union([Shape({ from: Clock(), to: Clock() }), Type.Null()]),
  /** The days that suit them; none: any. */
  days: Type.Array(KeyOf(weekdays), { maxItems: 7 }),
  language: Type.Union([Type.Literal('zh'), Type.Literal('en'), Type.Null()]),
});
export type ContactPreference = Static<typeof ContactPreference>;

export const ContactPreferenceSet = defineEvent({
  type: 'ContactPreferenceSet',
  version: 1,
  stream: 'customer',
  meaning: { zh: '设置联系偏好', en: 'How a customer wants to be met was set' },
  data: Shape({ from: Type.Union([ContactPreference, Type.Null()]), to: ContactPreference }),
});

/** What the other customer is to this one. */
export type RelationshipKind = 'partner' | 'parent' | 'supplier' | 'referrer';
export const relationshipKinds: Labels<RelationshipKind> = {
  partner: { zh: '合作伙伴', en: 'Partner' },
  parent: { zh: '上级公司', en: 'Parent' },
  supplier: { zh: '供应商', en: 'Supplier' },
  referrer: { zh: '介绍人', en: 'Referrer' },
};

/** What this customer is to the other one: the same relationship, seen from there. */
export const reverseRelationshipKinds: Labels<RelationshipKind> = {
  partner: { zh: '合作伙伴', en: 'Partner' },
  parent: { zh: '下级公司', en: 'Subsidiary' },
  supplier: { zh: '采购方', en: 'Supplied by them' },
  referrer: { zh: '被介绍客户', en: 'Referred by them' },
};

export const RelationshipRecorded = defineEvent({
  type: 'RelationshipRecorded',
  version: 1,
  stream: 'customer',
  meaning: { zh: '登记客户关系', en: 'What another customer is to this one was recorded, or that it is so no longer' },
  data: Shape({
    other: Id<CustomerId>(),
    kind: KeyOf(relationshipKinds),
    /** Whether it holds from this date on; false: it ended. */
    holds: Type.Boolean(),
    note: Type.Union([Text(500), Type.Null()]),
  }),
});

/** By which way something may be sent; `any` is all of them. */
export type ConsentChannel = 'any' | 'phone' | 'sms' | 'email' | 'letter' | 'social';
export const consentChannels: Labels<ConsentChannel> = {
  any: { zh: '所有渠道', en: 'Any channel' },
  phone: { zh: '电话', en: 'Phone' },
  sms: { zh: '短信', en: 'Text message' },
  email: { zh: '电子邮件', en: 'E-mail' },
  letter: { zh: '信函', en: 'Letter' },
  social: { zh: '社交媒体', en: 'Social media' },
};

export type ConsentPurpose = 'marketing' | 'service' | 'survey' | 'analysis' | 'sharing';
export const consentPurposes: Labels<ConsentPurpose> = {
  marketing: { zh: '营销推广', en: 'Marketing' },
  service: { zh: '服务通知', en: 'Service notices' },
  survey: { zh: '满意度调查', en: 'Surveys' },
  analysis: { zh: '数据分析', en: 'Analysis of their data' },
  sharing: { zh: '与合作方共享', en: 'Sharing with partners' },
};

const Consent = { channel: KeyOf(consentChannels), purpose: KeyOf(consentPurposes) };

export const ConsentGranted = defineEvent({
  type: 'ConsentGranted',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户同意', en: 'A customer agreed to be met by a channel for a purpose' },
  data: Shape({
    ...Consent,
    /** The last day it holds; null: until it is withdrawn. */
    until: Type.Union([DateText(), Type.Null()]),
    /** How it was given: a signed form, a recorded call. */
    evidence: Text(500),
  }),
});

export const ConsentWithdrawn = defineEvent({
  type: 'ConsentWithdrawn',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户撤回同意', en: 'A customer does not want it any more, or never did' },
  data: Shape({ ...Consent, reason: Type.Union([Text(500), Type.Null()]) }),
});

export const understandingEvents = [ContactPreferenceSet, RelationshipRecorded, ConsentGranted, ConsentWithdrawn] as const;
