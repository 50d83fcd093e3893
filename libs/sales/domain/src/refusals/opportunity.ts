import type { RefusalTable } from '@zongheng/kernel';

/** Why an opportunity’s command is refused. */
export const opportunityRefusals = {
  'SALES.OPPORTUNITY.UNKNOWN': {
    kind: 'missing',
    title: { zh: '销售机会不存在', en: 'Unknown opportunity' },
    remedy: 'open the opportunity first, or give the id of one that exists',
  },
  'SALES.OPPORTUNITY.EXISTS': {
    kind: 'conflict',
    title: { zh: '销售机会已存在', en: 'The opportunity exists already' },
    remedy: 'change the opportunity that is there, or open one under another id',
  },
  'SALES.OPPORTUNITY.VOIDED': {
    kind: 'conflict',
    title: { zh: '销售机会已作废', en: 'The opportunity was voided' },
    remedy: 'open a new opportunity: a voided one never comes back',
  },
  'SALES.OPPORTUNITY.CLOSED': {
    kind: 'conflict',
    title: { zh: '销售机会已关闭', en: 'The opportunity is closed' },
    remedy: 'reopen it, or record a correction where the past was recorded wrongly',
  },
  'SALES.OPPORTUNITY.NOT_CLOSED': {
    kind: 'conflict',
    title: { zh: '销售机会未关闭', en: 'The opportunity is not closed' },
    remedy: 'advance it or move it back: only a closed one is reopened',
  },
  'SALES.OPPORTUNITY.NOT_LOST': {
    kind: 'conflict',
    title: { zh: '销售机会未丢单', en: 'The opportunity was never lost' },
    remedy: 'correct the reason or competitor of a lost opportunity only',
  },
  'SALES.OPPORTUNITY.STAGE_NOT_OPEN': {
    kind: 'invalid',
    title: { zh: '目标阶段不是进行中阶段', en: 'Not an open stage' },
    remedy: 'give an open stage; to close the opportunity, win it or lose it',
  },
  'SALES.OPPORTUNITY.STAGE_NOT_LATER': {
    kind: 'conflict',
    title: { zh: '目标阶段不在后面', en: 'Not a later stage' },
    remedy: 'give a later stage, or move the opportunity back with a reason',
  },
  'SALES.OPPORTUNITY.STAGE_NOT_EARLIER': {
    kind: 'conflict',
    title: { zh: '目标阶段不在前面', en: 'Not an earlier stage' },
    remedy: 'give an earlier stage, or advance the opportunity',
  },
  'SALES.OPPORTUNITY.SKIP_UNEXPLAINED': {
    kind: 'invalid',
    title: { zh: '跳过阶段须说明原因', en: 'Stages are skipped without a reason' },
    remedy: 'say why the stages between are skipped, or advance one stage at a time',
  },
  'SALES.OPPORTUNITY.REQUIREMENT_UNMET': {
    kind: 'conflict',
    title: { zh: '离开阶段的条件未满足', en: 'What must be known to leave a stage is not known' },
    remedy: 'record what is missing first',
  },
  'SALES.OPPORTUNITY.NO_REGISTRATION': {
    kind: 'conflict',
    title: { zh: '该漏斗没有登记阶段', en: 'The pipeline has no stage of registration' },
    remedy: 'advance the opportunity to the stage wanted',
  },
  'SALES.OPPORTUNITY.AMOUNT_MISSING': {
    kind: 'conflict',
    title: { zh: '赢单须有金额', en: 'Won without an amount' },
    remedy: 'value the opportunity above zero, or give the final lines with the win',
  },
  'SALES.OPPORTUNITY.CUSTOMER_UNIDENTIFIED': {
    kind: 'conflict',
    title: { zh: '赢单须有已识别客户', en: 'Won without an identified customer' },
    remedy: 'record in the customer’s file who they are (standing identified)',
  },
  'SALES.OPPORTUNITY.CLOSE_BEFORE_OPENING': {
    kind: 'invalid',
    title: { zh: '预计成交日早于获得日', en: 'Expected to close before it was opened' },
    remedy: 'give the opening date or a later one',
  },
  'SALES.OPPORTUNITY.HISTORY_FULL': {
    kind: 'conflict',
    title: { zh: '变动次数已达上限', en: 'The opportunity has moved too often' },
    remedy: 'close it, and go on with a new opportunity',
  },
  'SALES.OPPORTUNITY.CORRECTION_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '更正起始日超出范围', en: 'The correction reaches beyond the history' },
    remedy: 'correct since a date from the opening up to the date of the correction',
  },
  'SALES.OPPORTUNITY.STAGE_ENTRY_UNKNOWN': {
    kind: 'missing',
    title: { zh: '没有该阶段变动', en: 'No such stage change' },
    remedy: 'give a stage and the date on which the opportunity is recorded to have entered it',
  },
  'SALES.OPPORTUNITY.STAGE_DATE_OUT_OF_ORDER': {
    kind: 'conflict',
    title: { zh: '阶段日期与相邻变动冲突', en: 'The date would overtake a neighbouring change' },
    remedy: 'give a date between the neighbouring changes, or correct those first',
  },
} as const satisfies RefusalTable;
