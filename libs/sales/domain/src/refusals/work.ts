import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of visits and tasks. */
export const workRefusals = {
  'SALES.VISIT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '拜访不存在', en: 'Unknown visit' },
    remedy: 'plan the visit first, or give the id of one that is planned',
  },
  'SALES.VISIT.EXISTS': {
    kind: 'conflict',
    title: { zh: '拜访已存在', en: 'The visit is planned already' },
    remedy: 'reschedule it, or plan another one under another id',
  },
  'SALES.VISIT.CLOSED': {
    kind: 'conflict',
    title: { zh: '拜访已结束', en: 'The visit is over' },
    remedy: 'plan a new visit',
  },
  'SALES.TASK.UNKNOWN': {
    kind: 'missing',
    title: { zh: '任务不存在', en: 'Unknown task' },
    remedy: 'assign the task first, or give the id of one that is assigned',
  },
  'SALES.TASK.EXISTS': {
    kind: 'conflict',
    title: { zh: '任务已存在', en: 'The task is assigned already' },
    remedy: 'reassign it, or assign another one under another id',
  },
  'SALES.TASK.CLOSED': {
    kind: 'conflict',
    title: { zh: '任务已结束', en: 'The task is over' },
    remedy: 'assign a new task',
  },
  'SALES.TASK.BLOCKED': {
    kind: 'conflict',
    title: { zh: '任务受阻', en: 'The task is blocked' },
    remedy: 'unblock it first',
  },
  'SALES.TASK.NOT_BLOCKED': {
    kind: 'conflict',
    title: { zh: '任务未受阻', en: 'The task is not blocked' },
    remedy: 'go on with it: only a blocked task is unblocked',
  },
  'SALES.TASK.PROGRESS_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '进度超出范围', en: 'Progress out of range' },
    remedy: 'give whole per mille from 0 to 1000',
  },
  'SALES.PLANNED_DATE_PAST': {
    kind: 'invalid',
    title: { zh: '计划日期已过', en: 'Planned for a date gone by' },
    remedy: 'give the date of the command or a later one',
  },
  'SALES.COST_NEGATIVE': {
    kind: 'invalid',
    title: { zh: '费用为负', en: 'A negative cost' },
    remedy: 'give zero or more, or leave it out',
  },
} as const satisfies RefusalTable;
