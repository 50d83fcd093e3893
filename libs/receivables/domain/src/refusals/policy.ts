import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of what is in force for receivables. */
export const policyRefusals = {
  'RECEIVABLES.BUCKETS.GAP': {
    kind: 'invalid',
    title: { zh: '账龄区间不连续', en: 'The buckets do not hold every day once' },
    remedy: 'begin without a lower end, go on one day after the bucket before, end without an upper end',
  },
  'RECEIVABLES.BUCKETS.DUE_MIXED': {
    kind: 'invalid',
    title: { zh: '未到期与逾期混在一个区间', en: 'A bucket holds both what is due and what is not' },
    remedy: 'end the first bucket with 0 days overdue',
  },
  'RECEIVABLES.BUCKETS.REPEATED': {
    kind: 'invalid',
    title: { zh: '账龄区间重复', en: 'A bucket stands twice' },
    remedy: 'give each bucket a key of its own',
  },
  'RECEIVABLES.LEVELS.NOT_RISING': {
    kind: 'invalid',
    title: { zh: '催款级别未递增', en: 'The levels do not rise' },
    remedy: 'give each level a key of its own and more days overdue than the one before',
  },
} as const satisfies RefusalTable;
