import type { Saying } from './saying.ts';
/*
 * The pieces that several golden events are put together of.
 */

export const posted = (open: number, invoices: number, credit: number) => ({ open: [open], invoices: [invoices], credit: [credit] });
/** What the postings of an event say, by its type. */
export const postings = {
  InvoiceIssued: posted(1_272_000, 1, 0),
  InvoiceCorrected: posted(1_272_000, 1, 0),
  InvoiceVoided: posted(-1_272_000, -1, 0),
  InvoiceDisputed: posted(1_272_000, 1, 0),
  DisputeSettled: posted(1_272_000, 1, 0),
  InvoiceWrittenOff: posted(-212_000, 0, 0),
  InvoiceReinstated: posted(212_000, 0, 0),
  PaymentReceived: posted(0, 0, 1_060_000),
  PaymentApplied: posted(-1_060_000, 0, -1_060_000),
  ApplicationWithdrawn: posted(1_060_000, 0, 1_060_000),
  PaymentReversed: posted(1_060_000, 0, 0),
  CreditNoteIssued: posted(0, 0, 212_000),
  CreditNoteReversed: posted(212_000, 0, 0),
  CreditRefunded: posted(0, 0, -106_000),
  RefundReversed: posted(0, 0, 106_000),
  AccountReclassified: posted(212_000, 1, 0),
};
export const receivables: Readonly<Record<string, Saying>> = {
  'PaymentApplied/reversed': [null],
  'ApplicationWithdrawn/reversed': [null],
  ...Object.fromEntries(
    Object.entries(postings).flatMap(([type, members]) =>
      Object.entries(members).map(([member, saying]): [string, Saying] => [`${type}/postings/${member}`, [saying[0]]]),
    ),
  ),
  'InvoiceIssued/gross': [1_272_000],
  'InvoiceIssued/net': [1_200_000],
  'InvoiceIssued/tax': [72_000],
  'InvoiceCorrected/parts': [[{ productLine: 'data-centre', net: 1_200_000, gross: 1_272_000 }]],
  'InvoiceVoided/parts': [[{ productLine: 'data-centre', net: 1_200_000, gross: 1_272_000 }]],
  'InvoiceCorrected/corrects': [['due']],
  'InvoiceCorrected/since': ['2026-03-02'],
  'InvoiceCorrected/reason': ['账期应为 60 天'],
  'InvoiceCorrected/to/due': ['2026-05-01'],
  'InvoiceCorrected/in/due': ['2026-05-01'],
  'InvoiceVoided/reason': ['重复开具'],
  'InvoiceDisputed/reason': ['客户称三月双路供电中断两日'],
  'InvoiceDisputed/to/disputed': [true],
  'DisputeSettled/disputed': ['2026-03-11'],
  'DisputeSettled/from/disputed': [true],
  'DisputeSettled/outcome': ['part-upheld'],
  'DisputeSettled/note': ['减免两日机柜费用'],
  'InvoiceWrittenOff/reason': ['客户破产清算，无可供分配财产'],
  'InvoiceReinstated/reason': ['清算组追加分配'],
  'PaymentReceived/note': [null],
  'PaymentReversed/reason': ['银行退汇：账号户名不符'],
  'CreditNoteIssued/note': ['HZ-2026-0031'],
  'CreditNoteIssued/reason': ['减免两日机柜费用'],
  'CreditNoteReversed/note': ['HZ-2026-0031'],
  'CreditNoteReversed/reopened/kind': ['credit-note'],
  'CreditNoteReversed/reopened/credit': ['HZ-2026-0031'],
  'CreditNoteReversed/reason': ['减免依据有误'],
  'RefundReversed/refunded': ['2026-03-02'],
  'RefundReversed/reason': ['收款账户有误，银行退回'],
  'ReminderSendingDefined/sending': ['by-itself'],
  'PaymentAllocated/from': [[]],
  'PaymentAllocated/reason': ['客户来函补充付款用途'],
  'CreditRefunded/reason': ['合同终止，退还余款'],
  'PaymentPromised/note': ['对方财务李主任电话承诺'],
  'ReminderSent/open': [212_000],
  'ReminderSent/channel': ['e-mail'],
  'ReminderSent/level': ['first'],
  'AgeingBucketsDefined/buckets': [
    [
      { bucket: 'current', label: { zh: '未到期', en: 'Current' }, from: null, to: 0 },
      { bucket: '1-60', label: { zh: '逾期1–60天', en: '1–60 days' }, from: 1, to: 60 },
      { bucket: '60+', label: { zh: '逾期60天以上', en: 'Over 60 days' }, from: 61, to: null },
    ],
  ],
  'ReminderLevelsDefined/levels': [
    [{ level: 'first', label: { zh: '首次提醒', en: 'First reminder' }, daysOverdue: 7, channel: 'e-mail' }],
  ],
};

export const aim = { metric: 'expected-revenue', productLine: null, currency: 'CNY' };
export const person = (id: string, unit: string) => ({ kind: 'person', id, unit });
export const part = (id: string, amount: number) => ({ plan: `2026-03.person.${id}`, subject: person(id, 'u-0200'), amount });
export const line = { aim, plan: 120_000_000, due: 60_000_000, actual: 51_000_000, variance: -69_000_000, attainment: 850, light: 'amber' };
export const terms = {
  title: '宁波港双路专线续约',
  responsible: 'e-1042',
  deadline: '2026-03-25',
  collaborators: ['e-1077'],
  products: ['p-mpls-vpn'],
  customers: ['c-100238'],
  metric: 'expected-revenue',
};
