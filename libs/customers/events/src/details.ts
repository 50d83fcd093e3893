import {
  type EmployeeId,
  Id,
  Key,
  KeyOf,
  type Labels,
  personal,
  type RegionId,
  Shape,
  type Static,
  Text,
  Type,
  underOwner,
  type UnitId,
} from '@zongheng/kernel';

export type CustomerKind = 'person' | 'enterprise' | 'partner';
export const customerKinds: Labels<CustomerKind> = {
  person: { zh: '个人', en: 'Person' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  partner: { zh: '合作伙伴', en: 'Partner' },
};

/** How well a customer is known: a prospect's file holds what there is; an identified one may sign. */
export type Standing = 'prospect' | 'identified';
export const standings: Labels<Standing> = {
  prospect: { zh: '潜在客户', en: 'Prospect' },
  identified: { zh: '已识别客户', en: 'Identified' },
};

/** Where a customer stands in its life with us. A file begins as identified: we know that there is someone. */
export type LifecycleStage = 'identified' | 'selected' | 'won' | 'developed' | 'retained' | 'left';
export const lifecycleStages: Labels<LifecycleStage> = {
  identified: { zh: '识别', en: 'Identified' },
  selected: { zh: '选择', en: 'Selected' },
  won: { zh: '获取', en: 'Won' },
  developed: { zh: '发展', en: 'Developed' },
  retained: { zh: '保持', en: 'Retained' },
  left: { zh: '流失', en: 'Left' },
};

/** Whether a customer in a stage is one of the base: has bought, and has not left. */
export function isActive(stage: LifecycleStage): boolean {
  return stage === 'won' || stage === 'developed' || stage === 'retained';
}

/** What a customer's file says of who they are. */
export const CustomerDetails = Shape({
  name: personal(Text()),
  standing: KeyOf(standings),
  region: Type.Union([Id<RegionId>(), Type.Null()]),
  segment: Type.Union([Key(), Type.Null()]),
  phone: personal(Type.Union([Text(40), Type.Null()])),
  email: personal(Type.Union([Text(120), Type.Null()])),
});
export type CustomerDetails = Static<typeof CustomerDetails>;

/** Who looks after a customer, and the unit they belonged to at that moment. */
export const Ownership = Shape({ owner: Id<EmployeeId>(), unit: Id<UnitId>() });
export type Ownership = Static<typeof Ownership>;

/** The whole cell a customer is counted in. */
export const CustomerCell = Shape({
  kind: KeyOf(customerKinds),
  stage: KeyOf(lifecycleStages),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
});
export type CustomerCell = Static<typeof CustomerCell>;

/** The number that names a customer to the state: a person's ID card, an enterprise's unified social credit code. */
export type IdentityDocument = 'id-number' | 'tax-code';
export const identityDocuments: Labels<IdentityDocument> = {
  'id-number': { zh: '身份证号', en: 'ID number' },
  'tax-code': { zh: '统一社会信用代码（税号）', en: 'Tax code' },
};

/** The record in another system that something came from. */
export const SourceRecord = Shape({ system: Key(), key: Text() });
export type SourceRecord = Static<typeof SourceRecord>;
