import { CurrencyText, Key, type Label, Minor, minorMax, Shape, type Static, Type } from '@zongheng/kernel';

/** What a metric is counted in: minor units of a currency, pieces, or per mille of a whole. */
export type MetricUnit = 'money' | 'count' | 'per-mille';

/** What can be planned, and held against what came of it. */
export interface Metric {
  readonly label: Label;
  readonly unit: MetricUnit;
  /** Whether more is better; less is, of a churn rate. */
  readonly better: 'more' | 'less';
  /** Whether it is counted by product line too. */
  readonly byProductLine: boolean;
  /** The events its actual comes from; empty while none is recorded: it may be planned, and its actual is unknown, never made up. */
  readonly from: readonly string[];
}

const metricTable = {
  'contract-value-signed': {
    label: { zh: '签约合同额', en: 'Contract value signed' },
    unit: 'money',
    better: 'more',
    byProductLine: true,
    from: ['ContractSigned', 'ContractRenewed', 'ContractAmended', 'ContractCorrected', 'ContractVoided'],
  },
  'expected-revenue': {
    label: { zh: '预期收入', en: 'Expected revenue' },
    unit: 'money',
    better: 'more',
    byProductLine: true,
    from: [
      'ContractSigned',
      'ContractAmended',
      'ContractRenewed',
      'ContractSuspended',
      'ContractResumed',
      'ContractTerminated',
      'ContractAssigned',
      'ContractReclassified',
      'ContractCorrected',
      'ContractVoided',
    ],
  },
  invoiced: {
    label: { zh: '开票收入', en: 'Invoiced' },
    unit: 'money',
    better: 'more',
    byProductLine: false,
    from: ['InvoiceIssued', 'InvoiceCorrected', 'InvoiceVoided', 'CreditNoteIssued', 'CreditNoteReversed'],
  },
  collected: {
    label: { zh: '回款', en: 'Collected' },
    unit: 'money',
    better: 'more',
    byProductLine: false,
    from: ['PaymentApplied', 'ApplicationWithdrawn', 'PaymentReversed'],
  },
  'deals-won': {
    label: { zh: '赢单金额', en: 'Deals won' },
    unit: 'money',
    better: 'more',
    byProductLine: true,
    from: ['OpportunityWon', 'OpportunityReopened', 'OpportunityCorrected', 'OpportunityVoided'],
  },
  'new-customers': {
    label: { zh: '新增客户', en: 'New customers' },
    unit: 'count',
    better: 'more',
    byProductLine: false,
    from: ['CustomerRegistered'],
  },
  'visits-made': {
    label: { zh: '完成拜访', en: 'Visits made' },
    unit: 'count',
    better: 'more',
    byProductLine: false,
    from: ['VisitCompleted'],
  },
  'tasks-completed': {
    label: { zh: '完成任务', en: 'Tasks completed' },
    unit: 'count',
    better: 'more',
    byProductLine: false,
    from: ['TaskCompleted'],
  },
  'renewal-rate': {
    label: { zh: '续约率', en: 'Renewal rate' },
    unit: 'per-mille',
    better: 'more',
    byProductLine: false,
    from: [
      'ContractSigned',
      'ContractAmended',
      'ContractRenewed',
      'ContractSuspended',
      'ContractResumed',
      'ContractTerminated',
      'ContractAssigned',
      'ContractReclassified',
      'ContractCorrected',
      'ContractVoided',
    ],
  },
  satisfaction: { label: { zh: '客户满意度', en: 'Satisfaction' }, unit: 'per-mille', better: 'more', byProductLine: false, from: [] },
  'churn-rate': { label: { zh: '客户流失率', en: 'Churn rate' }, unit: 'per-mille', better: 'less', byProductLine: false, from: [] },
  loyalty: { label: { zh: '客户忠诚度', en: 'Loyalty' }, unit: 'per-mille', better: 'more', byProductLine: false, from: [] },
  'lifetime-value': { label: { zh: '客户终身价值', en: 'Lifetime value' }, unit: 'money', better: 'more', byProductLine: false, from: [] },
  'acquisition-cost': { label: { zh: '获客成本', en: 'Acquisition cost' }, unit: 'money', better: 'less', byProductLine: false, from: [] },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricKey = keyof typeof metricTable;

/** Every metric there is. Those without events are listed too: whoever plans them is told that they are not measured yet. */
export const metrics: Readonly<Record<MetricKey, Metric>> = metricTable;

export function isMetric(key: string): key is MetricKey {
  return Object.hasOwn(metricTable, key);
}

/** Whether the parts of a metric sum to its whole: money and counts do, rates do not. */
export function isAdditive(metric: MetricKey): boolean {
  return metrics[metric].unit !== 'per-mille';
}

/** What a target is set for: a metric, of one product line or of all (null), in a currency where it is money. */
export const Aim = Shape({
  metric: Key(),
  productLine: Type.Union([Key(), Type.Null()]),
  currency: Type.Union([CurrencyText(), Type.Null()]),
});
export type Aim = Static<typeof Aim>;

/** An amount in the unit of its metric: minor units, pieces, per mille. */
export const Amount = () => Minor();

/** The difference of two such amounts. */
export const Difference = () => Minor(-minorMax);

/** The name of an aim among those of a plan. */
export function aimKeyOf({ metric, productLine, currency }: Aim): string {
  return `${metric}/${currency ?? ''}/${productLine ?? ''}`;
}

export function sameAim(one: Aim, other: Aim): boolean {
  return one.metric === other.metric && one.productLine === other.productLine && one.currency === other.currency;
}
