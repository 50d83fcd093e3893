import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of payments, credit notes, their allocation and refunds. */
export const creditRefusals = {
  'RECEIVABLES.PAYMENT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '付款不存在', en: 'Unknown payment' },
    remedy: 'record the payment first, or give the reference of one on this customer’s account',
  },
  'RECEIVABLES.PAYMENT.EXISTS': {
    kind: 'conflict',
    title: { zh: '银行流水已登记', en: 'This line of the bank was recorded with another date or amount' },
    remedy: 'give the reference that tells this payment from every other, or reverse the one recorded wrongly',
  },
  'RECEIVABLES.PAYMENT.REVERSED': {
    kind: 'conflict',
    title: { zh: '付款已冲回', en: 'The payment was reversed' },
    remedy: 'record the new payment under the reference of its own line',
  },
  'RECEIVABLES.PAYMENT.BEFORE_RECEIPT': {
    kind: 'conflict',
    title: { zh: '日期早于收款日', en: 'Before the money was there' },
    remedy: 'give the date on which it was received or a later one',
  },
  'RECEIVABLES.PAYMENT.REFUNDED': {
    kind: 'conflict',
    title: { zh: '已从该款退还', en: 'A part of it was paid back' },
    remedy: 'reverse the refund first, where it came back: money that was paid back cannot be taken back too',
  },
  'RECEIVABLES.PAYMENT.AMOUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '金额超出范围', en: 'An amount out of range' },
    remedy: 'give an integer of minor units from 1 to 9,000,000,000,000',
  },
  'RECEIVABLES.CREDIT_NOTE.EXISTS': {
    kind: 'conflict',
    title: { zh: '红字发票号已使用', en: 'The number is taken by another credit note' },
    remedy: 'give a number that is free',
  },
  'RECEIVABLES.CREDIT_NOTE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '红字发票不存在', en: 'Unknown credit note' },
    remedy: 'issue the credit note first',
  },
  'RECEIVABLES.CREDIT_NOTE.MORE_THAN_INVOICED': {
    kind: 'conflict',
    title: { zh: '超过开票金额', en: 'More than was invoiced' },
    remedy: 'credit at most the invoice, less what was credited before',
  },
  'RECEIVABLES.CREDIT_NOTE.REVERSED': {
    kind: 'conflict',
    title: { zh: '红字发票已冲销', en: 'The credit note was reversed' },
    remedy: 'issue another credit note under another number',
  },
  'RECEIVABLES.CREDIT_NOTE.BEFORE_ISSUE': {
    kind: 'conflict',
    title: { zh: '日期早于红字发票日期', en: 'Before the credit note was issued' },
    remedy: 'give the date of the credit note or a later one',
  },
  'RECEIVABLES.CREDIT_NOTE.REFUNDED': {
    kind: 'conflict',
    title: { zh: '已从该红字发票退还', en: 'A part of it was paid back' },
    remedy: 'reverse the refund first, where it came back: what was paid back cannot be taken back too',
  },
  'RECEIVABLES.CURRENCY.MIXED': {
    kind: 'invalid',
    title: { zh: '币种混用', en: 'Currencies are mixed' },
    remedy: 'name invoices in the currency that the money counts in, or say for how much of that currency it counts',
  },
  'RECEIVABLES.NAMES.REPEATED': {
    kind: 'invalid',
    title: { zh: '发票重复', en: 'An invoice is named twice' },
    remedy: 'name each invoice once',
  },
  'RECEIVABLES.NAMES.AMOUNT_MISSING': {
    kind: 'invalid',
    title: { zh: '缺少分配金额', en: 'It is not said how much is meant for each invoice' },
    remedy: 'give the amount for each where several invoices are named',
  },
  'RECEIVABLES.NAMES.MORE_THAN_RECEIVED': {
    kind: 'invalid',
    title: { zh: '分配超过收款', en: 'More is named than was received' },
    remedy: 'give amounts that sum to the payment at most',
  },
  'RECEIVABLES.REFUND.EXISTS': {
    kind: 'conflict',
    title: { zh: '退款号已使用', en: 'The reference is taken by another refund' },
    remedy: 'give a reference that is free',
  },
  'RECEIVABLES.REFUND.UNKNOWN': {
    kind: 'missing',
    title: { zh: '退款不存在', en: 'Unknown refund' },
    remedy: 'give the reference of a refund on this customer’s account',
  },
  'RECEIVABLES.REFUND.REVERSED': {
    kind: 'conflict',
    title: { zh: '退款已冲回', en: 'The refund was reversed' },
    remedy: 'record another refund under a reference of its own',
  },
  'RECEIVABLES.REFUND.BEFORE_PAYMENT': {
    kind: 'conflict',
    title: { zh: '日期早于退款日', en: 'Before the money was paid back' },
    remedy: 'give the date of the refund or a later one',
  },
  'RECEIVABLES.REFUND.MORE_THAN_CREDIT': {
    kind: 'conflict',
    title: { zh: '超过预收余额', en: 'More than the credit on account' },
    remedy: 'pay back at most what stands on account and waits for no invoice',
  },
} as const satisfies RefusalTable;
