import type { RefusalTable } from '@zongheng/kernel';

/** Refusals of invoices and of what is said about them. */
export const invoiceRefusals = {
  'RECEIVABLES.CUSTOMER.UNKNOWN': {
    kind: 'missing',
    title: { zh: '客户不存在', en: 'Unknown customer' },
    remedy: 'register the customer first: an account is that of a customer',
  },
  'RECEIVABLES.CUSTOMER.MERGED': {
    kind: 'conflict',
    title: { zh: '客户已合并', en: 'The customer’s file was merged into another' },
    remedy: 'bill the customer whose file stays; what is open on this account can still be paid here',
  },
  'RECEIVABLES.ACCOUNT.UNKNOWN': {
    kind: 'missing',
    title: { zh: '账户没有记录', en: 'Nothing stands on the account' },
    remedy: 'issue an invoice or record a payment first',
  },
  'RECEIVABLES.INVOICE.UNKNOWN': {
    kind: 'missing',
    title: { zh: '发票不存在', en: 'Unknown invoice' },
    remedy: 'issue the invoice first, or give the number of one on this customer’s account',
  },
  'RECEIVABLES.INVOICE.EXISTS': {
    kind: 'conflict',
    title: { zh: '发票号已使用', en: 'The number is taken by another invoice' },
    remedy: 'give a number that is free, or correct or void the invoice that has it',
  },
  'RECEIVABLES.INVOICE.VOIDED': {
    kind: 'conflict',
    title: { zh: '发票已作废', en: 'The invoice was voided' },
    remedy: 'issue another invoice under another number',
  },
  'RECEIVABLES.INVOICE.CREDITED': {
    kind: 'conflict',
    title: { zh: '发票已有红字发票', en: 'There is a credit note against the invoice' },
    remedy: 'leave the invoice and credit what remains of it',
  },
  'RECEIVABLES.INVOICE.DUE_BEFORE_ISSUE': {
    kind: 'invalid',
    title: { zh: '到期日早于开票日', en: 'Due before it is issued' },
    remedy: 'give a due date on or after the date of the invoice',
  },
  'RECEIVABLES.INVOICE.TERMS_MISSING': {
    kind: 'invalid',
    title: { zh: '没有要更正的内容', en: 'Nothing is corrected' },
    remedy: 'give the due date, the month or the contract that is right',
  },
  'RECEIVABLES.INVOICE.NOT_OPEN': {
    kind: 'conflict',
    title: { zh: '发票没有未清金额', en: 'Nothing of the invoice is open' },
    remedy: 'look at the invoice’s entries: it was paid, credited, written off or not yet issued on that date',
  },
  'RECEIVABLES.INVOICE.MORE_THAN_OPEN': {
    kind: 'conflict',
    title: { zh: '超过未清金额', en: 'More than is open' },
    remedy: 'give at most what is open from that date on',
  },
  'RECEIVABLES.INVOICE.NOT_WRITTEN_OFF': {
    kind: 'conflict',
    title: { zh: '发票没有核销金额', en: 'Nothing of the invoice was written off' },
    remedy: 'give at most what is written off',
  },
  'RECEIVABLES.INVOICE.BEFORE_ISSUE': {
    kind: 'conflict',
    title: { zh: '日期早于开票日', en: 'Before the invoice was issued' },
    remedy: 'give the date of the invoice or a later one',
  },
  'RECEIVABLES.LINES.COUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '行数超出范围', en: 'Too few or too many lines' },
    remedy: 'give one line at least, and no more than 500',
  },
  'RECEIVABLES.LINES.REPEATED': {
    kind: 'invalid',
    title: { zh: '发票行重复', en: 'A line stands twice' },
    remedy: 'give each line a key of its own',
  },
  'RECEIVABLES.LINES.AMOUNT_OUT_OF_RANGE': {
    kind: 'invalid',
    title: { zh: '金额超出范围', en: 'An amount out of range' },
    remedy: 'give integers of minor units up to 9,000,000,000,000, and lines that sum to more than nothing',
  },
  'RECEIVABLES.LINES.TAX_WRONG': {
    kind: 'invalid',
    title: { zh: '税额与税率不符', en: 'The tax is not that of the rate' },
    remedy: 'leave the tax out, or give net × rate within one minor unit',
  },
  'RECEIVABLES.DISPUTE.OPEN': {
    kind: 'conflict',
    title: { zh: '争议未解决', en: 'The invoice is disputed already' },
    remedy: 'settle the dispute first',
  },
  'RECEIVABLES.DISPUTE.NONE': {
    kind: 'conflict',
    title: { zh: '发票没有争议', en: 'The invoice is not disputed' },
    remedy: 'dispute it first',
  },
  'RECEIVABLES.PROMISE.IN_PAST': {
    kind: 'invalid',
    title: { zh: '承诺日期已过', en: 'Promised for a day that is over' },
    remedy: 'give the date of the promise or a later one',
  },
  'RECEIVABLES.REMINDER.LEVEL_UNKNOWN': {
    kind: 'missing',
    title: { zh: '催款级别不存在', en: 'Unknown level of reminder' },
    remedy: 'give a level of the policy in force',
  },
  'RECEIVABLES.REMINDER.TOO_EARLY': {
    kind: 'conflict',
    title: { zh: '未到催款时间', en: 'Not overdue for so long' },
    remedy: 'wait until the invoice is overdue for as many days as the level says',
  },
  'RECEIVABLES.REMINDER.DISPUTED': {
    kind: 'conflict',
    title: { zh: '发票有争议', en: 'The invoice is disputed' },
    remedy: 'settle the dispute first: nobody is reminded of what they dispute',
  },
} as const satisfies RefusalTable;
