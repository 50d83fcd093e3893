import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of actions and corrections. */
export const actionRefusals = {
  'PLANNING.ACTION.UNKNOWN': {
    kind: 'missing',
    title: { zh: '行动不存在', en: 'Unknown action' },
    remedy: 'plan the action first',
  },
  'PLANNING.ACTION.EXISTS': {
    kind: 'conflict',
    title: { zh: '行动已存在', en: 'The action is planned already' },
    remedy: 'plan another one under another id',
  },
  'PLANNING.ACTION.TOO_MANY': {
    kind: 'conflict',
    title: { zh: '行动过多', en: 'Too many actions' },
    remedy: 'a plan has at most 500 actions and 500 corrections',
  },
  'PLANNING.ACTION.CLOSED': {
    kind: 'conflict',
    title: { zh: '行动已结束', en: 'The action is over' },
    remedy: 'plan a new action',
  },
  'PLANNING.ACTION.BLOCKED': {
    kind: 'conflict',
    title: { zh: '行动受阻', en: 'The action is blocked' },
    remedy: 'unblock it first',
  },
  'PLANNING.ACTION.NOT_BLOCKED': {
    kind: 'conflict',
    title: { zh: '行动未受阻', en: 'The action is not blocked' },
    remedy: 'go on with it: only a blocked action is unblocked',
  },
  'PLANNING.ACTION.PROGRESS_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '进度超出范围', en: 'Progress out of range' },
    remedy: 'give whole per mille from 0 to 1000',
  },
  'PLANNING.ACTION.DEADLINE_PAST': {
    kind: 'invalid',
    title: { zh: '期限已过', en: 'A deadline gone by' },
    remedy: 'give the date of the command or a later one',
  },
  'PLANNING.ACTION.CUSTOMER_UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'Unknown customer' },
    remedy: 'name customers that are registered',
  },
  'PLANNING.ACTION.CUSTOMER_NOT_ASSIGNED': {
    kind: 'invalid',
    title: { zh: '客户未分配给责任人', en: 'A customer of someone else' },
    remedy: 'name customers of who is responsible or helps, or assign the customer first',
  },
  'PLANNING.CORRECTION.UNKNOWN': {
    kind: 'missing',
    title: { zh: '纠偏措施不存在', en: 'Unknown correction' },
    remedy: 'decide the correction first',
  },
  'PLANNING.CORRECTION.EXISTS': {
    kind: 'conflict',
    title: { zh: '纠偏措施已存在', en: 'The correction is decided already' },
    remedy: 'decide another one under another id',
  },
  'PLANNING.CORRECTION.SETTLED': {
    kind: 'conflict',
    title: { zh: '纠偏措施已了结', en: 'The correction is settled' },
    remedy: 'decide a new correction',
  },
} as const satisfies RefusalTable;
