import type { RefusalTable } from '@zongheng/kernel';

/** Why a contract’s command is refused. */
export const contractRefusals = {
  'CONTRACTS.CONTRACT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '协议不存在', en: 'Unknown contract' },
    remedy: 'draft or sign the contract first, or give the id of one that exists',
  },
  'CONTRACTS.CONTRACT.EXISTS': {
    kind: 'conflict',
    title: { zh: '协议已签订', en: 'The contract is signed already' },
    remedy: 'amend or renew the contract that is there, or sign another under another id',
  },
  'CONTRACTS.CONTRACT.ABANDONED': {
    kind: 'conflict',
    title: { zh: '协议未建成即已关闭', en: 'The contract was closed before it came about' },
    remedy: 'record the contract under another id',
  },
  'CONTRACTS.NUMBER.TAKEN': {
    kind: 'conflict',
    title: { zh: '协议编号已被占用', en: 'The number is another contract’s' },
    remedy: 'give another number, or change the contract that has it',
  },
  'CONTRACTS.NUMBER.PENDING': {
    kind: 'conflict',
    title: { zh: '协议编号正在登记', en: 'A contract is just being recorded under the number' },
    remedy: 'try again in a moment',
  },
  'CONTRACTS.CONTRACT.VOIDED': {
    kind: 'conflict',
    title: { zh: '协议已作废', en: 'The contract was voided' },
    remedy: 'sign a new contract: a voided one never comes back',
  },
  'CONTRACTS.CONTRACT.DRAFT': {
    kind: 'conflict',
    title: { zh: '协议尚未签订', en: 'The contract is a draft' },
    remedy: 'sign it first, or draft it anew',
  },
  'CONTRACTS.CONTRACT.SUSPENDED': {
    kind: 'conflict',
    title: { zh: '协议已中止', en: 'The contract is suspended' },
    remedy: 'resume it first, or terminate it',
  },
  'CONTRACTS.CONTRACT.NOT_SUSPENDED': {
    kind: 'conflict',
    title: { zh: '协议未中止', en: 'The contract is not suspended' },
    remedy: 'resume a suspended contract only',
  },
  'CONTRACTS.CONTRACT.TERMINATED': {
    kind: 'conflict',
    title: { zh: '协议已终止', en: 'The contract was terminated' },
    remedy: 'sign a new contract, or record a correction where the past was recorded wrongly',
  },
  'CONTRACTS.CONTRACT.NUMBER_FIXED': {
    kind: 'conflict',
    title: { zh: '协议编号不可更改', en: 'A contract keeps its number' },
    remedy: 'give the number it was drafted under; where that is wrong, rename it',
  },
  'CONTRACTS.CONTRACT.HISTORY_FULL': {
    kind: 'conflict',
    title: { zh: '变动次数已达上限', en: 'The contract has moved too often' },
    remedy: 'terminate it, and go on with a new contract',
  },
  'CONTRACTS.TERM.INVALID': {
    kind: 'invalid',
    title: { zh: '期限无效', en: 'Not a term' },
    remedy: 'give a last day that is not before the first, and no more than 600 months',
  },
  'CONTRACTS.TERM.DATE_OUTSIDE': {
    kind: 'conflict',
    title: { zh: '日期不在期限内', en: 'The date is outside the term' },
    remedy: 'give a date within the contract’s term',
  },
  'CONTRACTS.TERM.OVERLAPS': {
    kind: 'conflict',
    title: { zh: '续签期限与原期限重叠', en: 'The further term begins before the present one ends' },
    remedy: 'let it begin after the last day of the present term, or amend the contract',
  },
  'CONTRACTS.TERM.ENDS_EARLIER': {
    kind: 'conflict',
    title: { zh: '变更不能缩短期限', en: 'An amendment does not shorten the term' },
    remedy: 'terminate the contract with the last day wanted',
  },
  'CONTRACTS.CORRECTION.OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '更正起始日超出范围', en: 'The correction reaches beyond the history' },
    remedy: 'correct since a date from the signing up to the date of the correction',
  },
  'CONTRACTS.CORRECTION.INCOMPLETE': {
    kind: 'invalid',
    title: { zh: '更正内容不完整', en: 'The correction says too little' },
    remedy: 'give the fields that this correction needs',
  },
  'CONTRACTS.CORRECTION.CONFLICTS': {
    kind: 'conflict',
    title: { zh: '更正与其后的事实冲突', en: 'The correction conflicts with what happened later' },
    remedy: 'correct what happened later first, or give other terms',
  },
  'CONTRACTS.CUSTOMER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'Unknown customer' },
    remedy: 'register the customer first: every contract belongs to a customer’s file',
  },
  'CONTRACTS.OWNER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '员工不存在', en: 'Unknown employee' },
    remedy: 'give the id of an employee who has joined',
  },
  'CONTRACTS.OWNER.LEFT': {
    kind: 'conflict',
    title: { zh: '该员工已离职', en: 'The employee has left' },
    remedy: 'give someone who is there on that date, for instance the successor',
  },
  'CONTRACTS.OPPORTUNITY.UNKNOWN': {
    kind: 'missing',
    title: { zh: '销售机会不存在', en: 'Unknown opportunity' },
    remedy: 'give the id of an opportunity that was opened, or none',
  },
} as const satisfies RefusalTable;
