import {
  Count,
  CurrencyText,
  type CustomerId,
  DateText,
  Id,
  Key,
  KeyOf,
  type Labels,
  Minor,
  Shape,
  type Static,
  Type,
  underOwner,
} from '@zongheng/kernel';
import { statuses } from './pipeline.ts';

export type Source = 'own' | 'campaign' | 'imported-list' | 'partner' | 'supply-application';
export const sources: Labels<Source> = {
  own: { zh: '自主开发', en: 'Own' },
  campaign: { zh: '营销活动', en: 'Campaign' },
  'imported-list': { zh: '导入名单', en: 'Imported list' },
  partner: { zh: '合作伙伴', en: 'Partner' },
  'supply-application': { zh: '用电申请', en: 'Supply application' },
};

/** One line of a deal: so much of a product, for so much money (in minor units of the cell's currency). */
export const Line = Shape({
  line: Key(),
  product: Type.Union([Id(), Type.Null()]),
  productLine: Key(),
  quantity: Count(),
  amount: Minor(),
});
export type Line = Static<typeof Line>;

/**
 * The whole cell a deal is counted in: everything a figure can be grouped or filtered by, as it stood at that moment. An event that moves
 * a deal says the whole cell it leaves and the whole cell it enters.
 */
export const Cell = Shape({
  pipeline: Id(),
  stage: Key(),
  status: KeyOf(statuses),
  /** The business date on which the deal entered this stage. */
  since: DateText(),
  customer: Id<CustomerId>(),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
  source: KeyOf(sources),
  expectedClose: Type.Union([DateText(), Type.Null()]),
  currency: CurrencyText(),
  /** At least one; the first is the leading line, under whose product line the deal itself is counted. A line may have the amount 0. */
  lines: Type.Array(Line, { minItems: 1, maxItems: 50 }),
  /** Why a lost deal was lost, and to whom; null for others. */
  reason: Type.Union([Key(), Type.Null()]),
  competitor: Type.Union([Key(), Type.Null()]),
});
export type Cell = Static<typeof Cell>;

/** The sum of a cell's lines, in minor units of its currency. */
export function amountOf(cell: Cell): number {
  return cell.lines.reduce((sum, line) => sum + line.amount, 0);
}

/**
 * A stage the deal had entered and has now gone beyond for the first time: the date it had entered it, and what it was counted by on that
 * day, so that both halves of a conversion fall into the same cell even where the deal changed hands in between.
 */
export const Reached = Shape({
  stage: Key(),
  since: DateText(),
  customer: Id<CustomerId>(),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
  source: KeyOf(sources),
  productLine: Key(),
});
export type Reached = Static<typeof Reached>;
