import { isRefusal } from '@zongheng/kernel';
import { aggregateCommands } from '@zongheng/nest-kit';
import { creditIn, creditKey } from '@zongheng/receivables-domain';
import { accountAggregate, cellFor, levelsFor, openingFor, ruleFor } from './account.aggregate.ts';
import {
  CorrectInvoiceBody,
  DisputeInvoiceBody,
  IssueInvoiceBody,
  PromisePaymentBody,
  ReinstateInvoiceBody,
  SendReminderBody,
  SettleDisputeBody,
  VoidInvoiceBody,
  WriteOffInvoiceBody,
} from './invoice.bodies.ts';
import { linesOf, minorOf, namesIn } from './money.ts';
import {
  AllocateCreditBody,
  IssueCreditNoteBody,
  ReceivePaymentBody,
  ReclassifyAccountBody,
  RefundCreditBody,
  ReverseCreditNoteBody,
  ReversePaymentBody,
  ReverseRefundBody,
  TakeBackAccountBody,
} from './payment.bodies.ts';

/** What is done on a customer’s account, whose id is the customer’s. */
export const accountCommands = aggregateCommands(
  { aggregate: accountAggregate, collection: 'accounts', title: { zh: '客户账户', en: 'Customer accounts' } },
  (command) => [
    command('IssueInvoice', IssueInvoiceBody, {
      verb: 'issue-invoice',
      summary: { zh: '开具发票', en: 'Issue an invoice' },
      async prepare({ number, due, contract, month, reference, lines: given }, account) {
        const [opening, billed, rule] = [await openingFor(account), linesOf(given), await ruleFor(account)];
        if (isRefusal(opening)) return opening;
        if (isRefusal(billed)) return billed;
        const from = reference ? { ...reference } : null;
        return { opening, rule, number, due, contract: contract ?? null, month: month ?? null, reference: from, ...billed };
      },
    }),
    command('CorrectInvoice', CorrectInvoiceBody, {
      verb: 'correct-invoice',
      summary: { zh: '更正发票的到期日、月份或协议', en: 'Put right the due date, month or contract of an invoice' },
    }),
    command('VoidInvoice', VoidInvoiceBody, {
      verb: 'void-invoice',
      summary: { zh: '作废发票', en: 'Void an invoice that should never have been issued' },
      prepare: async (body, account) => ({ ...body, rule: await ruleFor(account) }),
    }),
    command('DisputeInvoice', DisputeInvoiceBody, {
      verb: 'dispute-invoice',
      summary: { zh: '登记发票争议', en: 'Record that an invoice is disputed' },
    }),
    command('SettleDispute', SettleDisputeBody, {
      verb: 'settle-dispute',
      summary: { zh: '解决争议', en: 'Settle the dispute about an invoice' },
      prepare: async ({ number, outcome, note }, account) => ({ number, outcome, note: note ?? null, rule: await ruleFor(account) }),
    }),
    command('WriteOffInvoice', WriteOffInvoiceBody, {
      verb: 'write-off-invoice',
      summary: { zh: '核销坏账', en: 'Write off what is open of an invoice' },
      prepare({ number, reason, amount }, account) {
        const gross = minorOf(account, number, amount);
        return isRefusal(gross) ? gross : { number, reason, gross };
      },
    }),
    command('ReinstateInvoice', ReinstateInvoiceBody, {
      verb: 'reinstate-invoice',
      summary: { zh: '恢复已核销款项', en: 'Let what was written off be owed again' },
      async prepare({ number, reason, amount }, account) {
        const gross = minorOf(account, number, amount);
        return isRefusal(gross) ? gross : { number, reason, gross, rule: await ruleFor(account) };
      },
    }),
    command('PromisePayment', PromisePaymentBody, {
      verb: 'promise-payment',
      summary: { zh: '登记付款承诺', en: 'Record a promise to pay' },
      prepare({ number, by, amount, note }, account) {
        const gross = minorOf(account, number, amount);
        return isRefusal(gross) ? gross : { number, by, gross, note: note ?? null };
      },
    }),
    command('SendReminder', SendReminderBody, {
      verb: 'send-reminder',
      summary: { zh: '催款（每级一次）', en: 'Record that the customer was reminded, once at each level' },
      prepare: async ({ number, level }, account) => ({ number, level, levels: await levelsFor(account) }),
    }),
    command('ReceivePayment', ReceivePaymentBody, {
      verb: 'receive-payment',
      summary: { zh: '登记收款', en: 'Record a payment' },
      async prepare({ payment, amount, countsAs, names: given, method, payer, note }, account) {
        const [opening, rule] = [await openingFor(account), await ruleFor(account)];
        if (isRefusal(opening)) return opening;
        const names = namesIn((countsAs ?? amount).currency, given ?? []);
        if (isRefusal(names)) return names;
        const counts = countsAs ? { ...countsAs } : null;
        const said = { method: method ?? 'bank-transfer', payer: payer ?? null, note: note ?? null };
        return { opening, rule, payment, received: { ...amount }, countsAs: counts, names, ...said };
      },
    }),
    command('ReversePayment', ReversePaymentBody, {
      verb: 'reverse-payment',
      summary: { zh: '冲回付款', en: 'Reverse a payment that was taken back' },
      prepare: async (body, account) => ({ ...body, rule: await ruleFor(account) }),
    }),
    command('IssueCreditNote', IssueCreditNoteBody, {
      verb: 'issue-credit-note',
      summary: { zh: '开具红字发票', en: 'Issue a credit note against an invoice' },
      async prepare({ note, number, lines: given, reason }, account) {
        const billed = linesOf(given);
        if (isRefusal(billed)) return billed;
        const fault = minorOf(account, number, { minor: 0, currency: billed.currency });
        if (isRefusal(fault)) return fault;
        return { rule: await ruleFor(account), note, number, lines: billed.lines, reason };
      },
    }),
    command('ReverseCreditNote', ReverseCreditNoteBody, {
      verb: 'reverse-credit-note',
      summary: { zh: '冲销红字发票', en: 'Take a credit note back' },
      prepare: async (body, account) => ({ ...body, rule: await ruleFor(account) }),
    }),
    command('AllocateCredit', AllocateCreditBody, {
      verb: 'allocate-credit',
      summary: { zh: '指定款项用途', en: 'Say anew what a payment or a credit note is meant for' },
      async prepare({ kind = 'payment', credit, names: given, reason }, account) {
        const known = creditIn(account.state, creditKey(kind, credit));
        const names = namesIn(known?.currency ?? given.find((name) => name.amount)?.amount?.currency ?? '', given);
        return isRefusal(names) ? names : { rule: await ruleFor(account), kind, credit, names, reason: reason ?? null };
      },
    }),
    command('RefundCredit', RefundCreditBody, {
      verb: 'refund-credit',
      summary: { zh: '退还预收款', en: 'Pay back credit on account' },
      prepare: ({ refund, amount, reason }) => ({ refund, currency: amount.currency, gross: amount.minor, reason }),
    }),
    command('ReverseRefund', ReverseRefundBody, {
      verb: 'reverse-refund',
      summary: { zh: '冲回退款', en: 'Take a refund back that came back, or never was' },
      prepare: async (body, account) => ({ ...body, rule: await ruleFor(account) }),
    }),
    command('TakeBackAccount', TakeBackAccountBody, {
      verb: 'take-back',
      summary: { zh: '撤销整个账户的记录', en: 'Take back all of an account that should never have been recorded' },
    }),
    command.internal('ReclassifyAccount', ReclassifyAccountBody, {
      summary: { zh: '账户随客户或负责人重新归类', en: 'Let an account follow its customer and who looks after them' },
      async prepare({ cause }, account) {
        const cell = await cellFor(account);
        return isRefusal(cell) ? cell : { cause, cell };
      },
    }),
  ],
);
