import type { RefusalTable } from '@zongheng/kernel';

/** Refusals about lines, their months and split profiles. */
export const lineRefusals = {
  'CONTRACTS.LINES.COUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '行数超出范围', en: 'Too few or too many lines' },
    remedy: 'give one line at least, and no more than 50',
  },
  'CONTRACTS.LINES.REPEATED': {
    kind: 'invalid',
    title: { zh: '产品行重复', en: 'A line stands twice' },
    remedy: 'give each line a key of its own',
  },
  'CONTRACTS.LINES.UNKNOWN': {
    kind: 'missing',
    title: { zh: '协议没有该行', en: 'The contract has no such line' },
    remedy: 'end a line that the contract has from that date on',
  },
  'CONTRACTS.LINES.AMOUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '金额超出范围', en: 'An amount out of range' },
    remedy: 'give an integer of minor units from 0 to 9,000,000,000,000',
  },
  'CONTRACTS.LINES.QUANTITY_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '数量超出范围', en: 'A quantity out of range' },
    remedy: 'give a whole number up to 1,000,000,000',
  },
  'CONTRACTS.LINES.AMOUNT_MISSING': {
    kind: 'invalid',
    title: { zh: '缺少金额', en: 'A line without an amount' },
    remedy: 'give the amount of the line, or its months',
  },
  'CONTRACTS.LINES.SUM_MISMATCH': {
    kind: 'invalid',
    title: { zh: '逐月金额与总额不符', en: 'The months do not sum to the amount' },
    remedy: 'give months that sum to the amount, or the months alone',
  },
  'CONTRACTS.LINES.MONTH_OUTSIDE': {
    kind: 'invalid',
    title: { zh: '月份不在期限内', en: 'A month is outside the term' },
    remedy: 'give months that the line’s days touch, each once',
  },
  'CONTRACTS.LINES.DAYS_OUTSIDE': {
    kind: 'invalid',
    title: { zh: '产品行日期不在期限内', en: 'The days of a line are outside the term' },
    remedy: 'give a first and a last day within the term',
  },
  'CONTRACTS.PRODUCT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '产品不存在', en: 'Unknown product' },
    remedy: 'list the product first, or give a product line alone',
  },
  'CONTRACTS.PRODUCT.LINE_MISSING': {
    kind: 'invalid',
    title: { zh: '缺少产品线', en: 'A line of no product line' },
    remedy: 'name a product of the catalogue, or a product line',
  },
  'CONTRACTS.PROFILE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '分摊曲线不存在', en: 'Unknown split profile' },
    remedy: 'define the profile first, or split in another way',
  },
  'CONTRACTS.PROFILE.WEIGHTLESS': {
    kind: 'invalid',
    title: { zh: '分摊曲线在期限内没有权重', en: 'The profile gives no month of the term anything' },
    remedy: 'take a profile with weight in a month of the term',
  },
  'CONTRACTS.PROFILE.WEIGHTS_INVALID': {
    kind: 'invalid',
    title: { zh: '分摊权重无效', en: 'Not the weights of a profile' },
    remedy: 'give twelve weights for calendar months, up to 120 for those of a term, one at least above zero',
  },
} as const satisfies RefusalTable;
