import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of plans as a whole, and of the policies they follow. */
export const planRefusals = {
  'PLANNING.PLAN.ID_MALFORMED': {
    kind: 'invalid',
    title: { zh: '计划编号不合格式', en: 'Malformed plan id' },
    remedy: 'give <period>.unit.<unit> or <period>.person.<employee>: 2026-03.unit.u-0200, 2026-Q1.person.e-1042',
  },
  'PLANNING.SUBJECT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '计划主体不存在', en: 'Unknown subject' },
    remedy: 'name an org unit or an employee that is there on that date',
  },
  'PLANNING.SUBJECT.LEFT': {
    kind: 'conflict',
    title: { zh: '计划主体已离职', en: 'The subject has left' },
    remedy: 'plan for the successor',
  },
  'PLANNING.PLAN.UNKNOWN': {
    kind: 'missing',
    title: { zh: '计划不存在', en: 'Unknown plan' },
    remedy: 'draft the plan first',
  },
  'PLANNING.PLAN.EMPTY': {
    kind: 'conflict',
    title: { zh: '计划没有目标', en: 'A plan without targets' },
    remedy: 'set a target first',
  },
  'PLANNING.PLAN.NOT_COMMITTED': {
    kind: 'conflict',
    title: { zh: '计划尚未确认', en: 'The plan is not committed' },
    remedy: 'commit to the plan first',
  },
  'PLANNING.PLAN.CLOSED': {
    kind: 'conflict',
    title: { zh: '计划已关闭', en: 'The plan is closed' },
    remedy: 'a closed plan changes no more: go on in the plan of the next period',
  },
  'PLANNING.PLAN.NOT_CLOSED': {
    kind: 'conflict',
    title: { zh: '计划尚未关闭', en: 'The plan is not closed' },
    remedy: 'close the plan first, then roll it forward',
  },
  'PLANNING.PLAN.NOT_CHECKED': {
    kind: 'conflict',
    title: { zh: '计划期末未检查', en: 'The plan was not checked as of its last day' },
    remedy: 'check progress as of the last day of the period, then close',
  },
  'PLANNING.PLAN.NEXT_CLOSED': {
    kind: 'conflict',
    title: { zh: '下期计划已关闭', en: 'The plan of the next period is closed' },
    remedy: 'nothing can be carried into a closed plan: plan what is left in a later period',
  },
  'PLANNING.CHECK.BEYOND_DATE': {
    kind: 'invalid',
    title: { zh: '检查截止日晚于检查日', en: 'Checked as of a later day' },
    remedy: 'give an as-of date of the day of the check or an earlier one, of the period',
  },
  'PLANNING.CHECK.UNKNOWN': {
    kind: 'missing',
    title: { zh: '检查不存在', en: 'Unknown check' },
    remedy: 'give the number of a check of this plan',
  },
  'PLANNING.CHECK.EPOCH_GONE': {
    kind: 'conflict',
    title: { zh: '检查时刻属于更早的日志', en: 'A check of an earlier log' },
    remedy: 'the log was restored or migrated since: reproduce the check on the log it was made on',
  },
  'PLANNING.POLICY.METRIC_TWICE': {
    kind: 'invalid',
    title: { zh: '同一指标重复', en: 'Two bands of one metric' },
    remedy: 'give one band for each metric, and one without a metric for all others',
  },
  'PLANNING.POLICY.BAND_UPSIDE_DOWN': {
    kind: 'invalid',
    title: { zh: '容差区间颠倒', en: 'Amber above green' },
    remedy: 'amber begins at or below green',
  },
  'PLANNING.POLICY.NO_DEFAULT': {
    kind: 'invalid',
    title: { zh: '缺少通用容差', en: 'No band for all other metrics' },
    remedy: 'give one band without a metric',
  },
  'PLANNING.POLICY.LEVELS_OUT_OF_ORDER': {
    kind: 'invalid',
    title: { zh: '催报级别次序不对', en: 'Levels of urging out of order' },
    remedy: 'number the levels from 1 on, each later than the one before',
  },
  'PLANNING.POLICY.OWED_TWICE': {
    kind: 'invalid',
    title: { zh: '同一事项有两个期限', en: 'Two due dates of one thing' },
    remedy: 'give one due date for what a kind of subject owes for a kind of period',
  },
} as const satisfies RefusalTable;
