import type { Labels } from '@zongheng/kernel';

/** How a contract stands by its facts. That a term has run out is no fact: it is seen from its last day. */
export type Status = 'draft' | 'signed' | 'suspended' | 'terminated';
export const statuses: Labels<Status> = {
  draft: { zh: '草拟', en: 'Draft' },
  signed: { zh: '已签订', en: 'Signed' },
  suspended: { zh: '已中止', en: 'Suspended' },
  terminated: { zh: '已终止', en: 'Terminated' },
};

/** What became of a contract with a movement: the kind of the fact that moved its months. */
export type Step = 'signed' | 'amended' | 'renewed' | 'suspended' | 'resumed' | 'terminated' | 'assigned' | 'reclassified';
export const steps: Labels<Step> = {
  signed: { zh: '签订', en: 'Signed' },
  amended: { zh: '变更', en: 'Amended' },
  renewed: { zh: '续签', en: 'Renewed' },
  suspended: { zh: '中止', en: 'Suspended' },
  resumed: { zh: '恢复', en: 'Resumed' },
  terminated: { zh: '终止', en: 'Terminated' },
  assigned: { zh: '转交负责人', en: 'Assigned' },
  reclassified: { zh: '重新归类', en: 'Reclassified' },
};

/** What becomes of the months of a suspension: they come back later, or the time until the contract is resumed is lost. */
export type Disposition = 'shifted' | 'forfeited';
export const dispositions: Labels<Disposition> = {
  shifted: { zh: '顺延', en: 'Shifted' },
  forfeited: { zh: '作废', en: 'Forfeited' },
};

/** How a line's amount comes to its months. */
export type Split = 'equal' | 'by-days' | 'by-profile' | 'as-given';
export const splits: Labels<Split> = {
  equal: { zh: '按月均分', en: 'Equal months' },
  'by-days': { zh: '按天分摊', en: 'By days' },
  'by-profile': { zh: '按分摊曲线', en: 'By a profile' },
  'as-given': { zh: '逐月给定', en: 'As given' },
};
