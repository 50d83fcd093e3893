import { defineEvent, type EmployeeId, Id, Key, KeyOf, type Labels, personal, Shape, Text, Type, type UnitId } from '@zongheng/kernel';
import { channels } from './channels.ts';
import { SourceRecord } from './details.ts';

export type Direction = 'in' | 'out';
export const directions: Labels<Direction> = {
  in: { zh: '客户来访/来电', en: 'From the customer' },
  out: { zh: '我方联系', en: 'From us' },
};

export type InteractionOutcome = 'reached' | 'not-reached' | 'informed' | 'interested' | 'not-interested' | 'resolved' | 'follow-up';
export const interactionOutcomes: Labels<InteractionOutcome> = {
  reached: { zh: '已联系上', en: 'Reached' },
  'not-reached': { zh: '未联系上', en: 'Not reached' },
  informed: { zh: '已告知', en: 'Informed' },
  interested: { zh: '有意向', en: 'Interested' },
  'not-interested': { zh: '无意向', en: 'Not interested' },
  resolved: { zh: '已解决', en: 'Resolved' },
  'follow-up': { zh: '需跟进', en: 'Follow-up needed' },
};

export type InterestLevel = 'none' | 'low' | 'medium' | 'high';
export const interestLevels: Labels<InterestLevel> = {
  none: { zh: '不再需要', en: 'No longer' },
  low: { zh: '低', en: 'Low' },
  medium: { zh: '中', en: 'Medium' },
  high: { zh: '高', en: 'High' },
};

export type NeedPriority = 'low' | 'normal' | 'high' | 'urgent';
export const needPriorities: Labels<NeedPriority> = {
  low: { zh: '低', en: 'Low' },
  normal: { zh: '一般', en: 'Normal' },
  high: { zh: '高', en: 'High' },
  urgent: { zh: '紧急', en: 'Urgent' },
};

export type FeedbackTopic = 'product' | 'service' | 'price' | 'staff' | 'network' | 'billing' | 'other';
export const feedbackTopics: Labels<FeedbackTopic> = {
  product: { zh: '产品', en: 'Product' },
  service: { zh: '服务', en: 'Service' },
  price: { zh: '价格', en: 'Price' },
  staff: { zh: '人员', en: 'Staff' },
  network: { zh: '网络质量', en: 'Network' },
  billing: { zh: '账务', en: 'Billing' },
  other: { zh: '其他', en: 'Other' },
};

/** Who dealt with it here, and the department it counts for; null where nobody of ours did, or it is not known. */
const Dealt = { by: Type.Union([Id<EmployeeId>(), Type.Null()]), department: Type.Union([Id<UnitId>(), Type.Null()]) };
/** Which contact person it was with. */
const Contact = Type.Union([Id(), Type.Null()]);
const Reference = Type.Union([SourceRecord, Type.Null()]);

/** A fact of its own date: calls of years before the file, and the letter found late, are recorded as they come. */
export const InteractionRecorded = defineEvent({
  type: 'InteractionRecorded',
  version: 1,
  stream: 'customer',
  meaning: { zh: '客户接触', en: 'A customer and we were in touch' },
  data: Shape({
    interaction: Id(),
    channel: KeyOf(channels),
    direction: KeyOf(directions),
    outcome: KeyOf(interactionOutcomes),
    ...Dealt,
    contact: Contact,
    subject: personal(Text()),
    note: personal(Type.Union([Text(4000), Type.Null()])),
    reference: Reference,
  }),
});

/** Said again of the same need, it holds from then on. */
export const NeedIdentified = defineEvent({
  type: 'NeedIdentified',
  version: 1,
  stream: 'customer',
  meaning: { zh: '识别客户需求', en: 'What a customer may want next was found out' },
  data: Shape({
    need: Id(),
    product: Type.Union([Id(), Type.Null()]),
    productLine: Type.Union([Key(), Type.Null()]),
    interest: KeyOf(interestLevels),
    /** Whether they would go from what they have to something larger. */
    upgrade: Type.Boolean(),
    priority: KeyOf(needPriorities),
    note: personal(Type.Union([Text(2000), Type.Null()])),
  }),
});

export const FeedbackReceived = defineEvent({
  type: 'FeedbackReceived',
  version: 1,
  stream: 'customer',
  meaning: { zh: '收到客户反馈', en: 'A customer told us what they think' },
  data: Shape({
    feedback: Id(),
    channel: KeyOf(channels),
    topic: KeyOf(feedbackTopics),
    /** 1 (bad) to 5 (good); null where none was given. */
    rating: Type.Union([Type.Integer({ minimum: 1, maximum: 5 }), Type.Null()]),
    ...Dealt,
    text: personal(Text(4000)),
    reference: Reference,
  }),
});

export const dealingEvents = [InteractionRecorded, NeedIdentified, FeedbackReceived] as const;
