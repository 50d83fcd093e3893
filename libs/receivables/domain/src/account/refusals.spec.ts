import { defaultLevels } from '../defaults.ts';
import type { creditRefusals } from '../refusals/credits.ts';
import type { invoiceRefusals } from '../refusals/invoices.ts';
import {
  allocate,
  credit,
  dispute,
  issue,
  line,
  on,
  opening,
  receive,
  refund as refundOf,
  reverse,
  reverseNote,
  reverseRefund,
  settlement,
  takingBack,
  voiding,
  writingOff,
} from '../testing/commands.ts';
import { refusalOf, type Story, story } from '../testing/story.ts';
import type { AccountCommand, CorrectInvoice, PromisePayment, ReinstateInvoice, SendReminder } from './commands.ts';

const levels = { version: 0, levels: defaultLevels };
const issued = story(issue('i1', '2026-01-05', 100));
const paid = story(issue('i1', '2026-01-05', 100), receive('p1', '2026-02-01', 100, { i1: 100 }));
const voided = story(issue('i1', '2026-01-05', 100), voiding('i1', '2026-01-06'));
const disputed = story(issue('i1', '2026-01-05', 100), dispute('i1', '2026-02-10'));
const credited = story(issue('i1', '2026-01-05', 100), credit('n1', '2026-01-20', 'i1', 40));
const creditedThenNot = [issue('i1', '2026-01-05', 100), credit('n1', '2026-01-20', 'i1', 40), reverseNote('n1', '2026-02-01')];
const over = story(receive('p1', '2026-02-01', 100));

const correct = (more: Partial<CorrectInvoice>): CorrectInvoice => ({
  type: 'CorrectInvoice',
  ...on('2026-03-01'),
  number: 'i1',
  reason: '有误',
  ...more,
});
const promise = (more: Partial<PromisePayment> = {}): PromisePayment => ({
  type: 'PromisePayment',
  ...on('2026-02-10'),
  number: 'i1',
  gross: null,
  by: on('2026-02-20').on,
  note: null,
  ...more,
});
const remind = (day: string, level = 'friendly'): SendReminder => ({ type: 'SendReminder', ...on(day), number: 'i1', level, levels });
const reinstate = (gross: number | null): ReinstateInvoice => ({
  type: 'ReinstateInvoice',
  ...on('2026-06-01'),
  rule: { order: null, disputed: false },
  number: 'i1',
  gross,
  reason: '追回',
});
const refund = (gross: number, key = 'r1') => refundOf(key, '2026-03-01', gross);
const refunded = story(receive('p1', '2026-02-01', 100), refund(30));
const noteRefunded = story(
  issue('i1', '2026-01-05', 100),
  receive('p1', '2026-01-10', 100, { i1: 100 }),
  credit('n1', '2026-01-20', 'i1', 40),
  refund(30),
);

/** Which codes are given by the room that looks things up. */
type OfTheRim = 'RECEIVABLES.CUSTOMER.UNKNOWN';
type Code = Exclude<keyof typeof invoiceRefusals | keyof typeof creditRefusals, OfTheRim>;

const nothing = story();
const cases: Readonly<Record<Code, readonly (readonly [Story, AccountCommand])[]>> = {
  'RECEIVABLES.CUSTOMER.MERGED': [
    [nothing, issue('i1', '2026-01-05', 100, { opening: { ...opening, merged: true } })],
    [nothing, receive('p1', '2026-01-05', 100, {}, { opening: { ...opening, merged: true } })],
  ],
  'RECEIVABLES.ACCOUNT.UNKNOWN': [
    [nothing, voiding('i1', '2026-01-06')],
    [nothing, takingBack('2026-01-06')],
  ],
  'RECEIVABLES.INVOICE.UNKNOWN': [
    [issued, dispute('i2', '2026-01-06')],
    [issued, credit('n1', '2026-01-06', 'i2', 10)],
    [over, voiding('i1', '2026-01-06')],
  ],
  'RECEIVABLES.INVOICE.EXISTS': [
    [issued, issue('i1', '2026-01-05', 101)],
    [issued, issue('i1', '2026-01-06', 100)],
  ],
  'RECEIVABLES.INVOICE.VOIDED': [
    [voided, dispute('i1', '2026-01-06')],
    [voided, credit('n1', '2026-01-06', 'i1', 10)],
  ],
  'RECEIVABLES.INVOICE.CREDITED': [
    [credited, voiding('i1', '2026-02-01')],
    [credited, takingBack('2026-02-01')],
  ],
  'RECEIVABLES.INVOICE.DUE_BEFORE_ISSUE': [
    [nothing, issue('i1', '2026-01-05', 100, { due: on('2026-01-04').on })],
    [issued, correct({ due: on('2026-01-04').on })],
  ],
  'RECEIVABLES.INVOICE.TERMS_MISSING': [[issued, correct({})]],
  'RECEIVABLES.INVOICE.NOT_OPEN': [
    [paid, writingOff('i1', '2026-03-01')],
    [paid, promise()],
    [paid, remind('2026-05-01')],
  ],
  'RECEIVABLES.INVOICE.MORE_THAN_OPEN': [
    [issued, writingOff('i1', '2026-03-01', 101)],
    [issued, promise({ gross: 101 })],
  ],
  'RECEIVABLES.INVOICE.NOT_WRITTEN_OFF': [
    [issued, reinstate(null)],
    [story(issue('i1', '2026-01-05', 100), writingOff('i1', '2026-05-01', 40)), reinstate(50)],
  ],
  'RECEIVABLES.INVOICE.BEFORE_ISSUE': [
    [issued, dispute('i1', '2026-01-04')],
    [issued, credit('n1', '2026-01-04', 'i1', 10)],
    [issued, writingOff('i1', '2026-01-04')],
  ],
  'RECEIVABLES.LINES.COUNT_OUT_OF_RANGE': [[nothing, issue('i1', '2026-01-05', 100, { lines: [] })]],
  'RECEIVABLES.LINES.REPEATED': [[nothing, issue('i1', '2026-01-05', 100, { lines: [line(100), line(50)] })]],
  'RECEIVABLES.LINES.AMOUNT_OUT_OF_RANGE': [
    [nothing, issue('i1', '2026-01-05', 0)],
    [nothing, issue('i1', '2026-01-05', -5)],
    [nothing, issue('i1', '2026-01-05', 1.5)],
    [nothing, issue('i1', '2026-01-05', 9_000_000_000_001)],
  ],
  'RECEIVABLES.LINES.TAX_WRONG': [[nothing, issue('i1', '2026-01-05', 100, { lines: [line(10_000, { taxRate: 600, tax: 602 })] })]],
  'RECEIVABLES.DISPUTE.OPEN': [[disputed, dispute('i1', '2026-02-11')]],
  'RECEIVABLES.DISPUTE.NONE': [[issued, settlement('i1', '2026-02-11')]],
  'RECEIVABLES.PROMISE.IN_PAST': [[issued, promise({ by: on('2026-02-09').on })]],
  'RECEIVABLES.REMINDER.LEVEL_UNKNOWN': [[issued, remind('2026-05-01', 'threat')]],
  'RECEIVABLES.REMINDER.TOO_EARLY': [
    [issued, remind('2026-02-05')],
    [issued, remind('2026-02-20', 'final')],
  ],
  'RECEIVABLES.REMINDER.DISPUTED': [[disputed, remind('2026-05-01')]],
  'RECEIVABLES.PAYMENT.UNKNOWN': [
    [issued, reverse('p1', '2026-02-01')],
    [issued, allocate('p1', '2026-02-01', { i1: 10 })],
  ],
  'RECEIVABLES.PAYMENT.EXISTS': [
    [over, receive('p1', '2026-02-01', 99)],
    [over, receive('p1', '2026-02-02', 100)],
  ],
  'RECEIVABLES.PAYMENT.REVERSED': [
    [story(receive('p1', '2026-02-01', 100), reverse('p1', '2026-02-03')), reverse('p1', '2026-02-04')],
    [story(receive('p1', '2026-02-01', 100), reverse('p1', '2026-02-03')), allocate('p1', '2026-02-04', { i1: 10 })],
  ],
  'RECEIVABLES.PAYMENT.BEFORE_RECEIPT': [[over, reverse('p1', '2026-01-31')]],
  'RECEIVABLES.PAYMENT.REFUNDED': [
    [refunded, reverse('p1', '2026-03-02')],
    [refunded, takingBack('2026-03-02')],
    [story(receive('p1', '2026-02-01', 100), refund(30), reverseRefund('r1', '2026-03-10')), reverse('p1', '2026-03-09')],
  ],
  'RECEIVABLES.PAYMENT.AMOUNT_OUT_OF_RANGE': [
    [nothing, receive('p1', '2026-02-01', 0)],
    [issued, writingOff('i1', '2026-03-01', -1)],
    [over, refund(0)],
  ],
  'RECEIVABLES.CREDIT_NOTE.EXISTS': [[credited, credit('n1', '2026-01-20', 'i1', 41)]],
  'RECEIVABLES.CREDIT_NOTE.REVERSED': [
    [story(...creditedThenNot), reverseNote('n1', '2026-02-02')],
    [story(...creditedThenNot), { ...allocate('n1', '2026-02-02', {}), kind: 'credit-note' }],
  ],
  'RECEIVABLES.CREDIT_NOTE.BEFORE_ISSUE': [[credited, reverseNote('n1', '2026-01-19')]],
  'RECEIVABLES.CREDIT_NOTE.REFUNDED': [
    [noteRefunded, reverseNote('n1', '2026-03-02')],
    [noteRefunded, reverseNote('n1', '2026-01-20')],
  ],
  'RECEIVABLES.CREDIT_NOTE.UNKNOWN': [
    [issued, reverseNote('n1', '2026-02-01')],
    [issued, { ...allocate('n1', '2026-02-01', { i1: 10 }), kind: 'credit-note' }],
  ],
  'RECEIVABLES.CREDIT_NOTE.MORE_THAN_INVOICED': [
    [issued, credit('n1', '2026-01-20', 'i1', 101)],
    [credited, credit('n2', '2026-01-20', 'i1', 61)],
  ],
  'RECEIVABLES.CURRENCY.MIXED': [
    [issued, receive('p1', '2026-02-01', 100, { i1: 100 }, { received: { minor: 100, currency: 'USD' } })],
    [issued, receive('p1', '2026-02-01', 100, {}, { countsAs: { minor: 90, currency: 'CNY' } })],
    [nothing, issue('i1', '2026-01-05', 100, { currency: 'ABC' })],
  ],
  'RECEIVABLES.NAMES.REPEATED': [
    [
      issued,
      {
        ...receive('p1', '2026-02-01', 100),
        names: [
          { number: 'i1', gross: 1 },
          { number: 'i1', gross: 2 },
        ],
      },
    ],
  ],
  'RECEIVABLES.NAMES.AMOUNT_MISSING': [
    [
      issued,
      {
        ...receive('p1', '2026-02-01', 100),
        names: [
          { number: 'i1', gross: null },
          { number: 'i2', gross: 2 },
        ],
      },
    ],
  ],
  'RECEIVABLES.NAMES.MORE_THAN_RECEIVED': [[issued, receive('p1', '2026-02-01', 100, { i1: 60, i2: 41 })]],
  'RECEIVABLES.REFUND.EXISTS': [[refunded, refund(31)]],
  'RECEIVABLES.REFUND.UNKNOWN': [[over, reverseRefund('r1', '2026-03-01')]],
  'RECEIVABLES.REFUND.REVERSED': [
    [story(receive('p1', '2026-02-01', 100), refund(30), reverseRefund('r1', '2026-03-10')), reverseRefund('r1', '2026-03-11')],
  ],
  'RECEIVABLES.REFUND.BEFORE_PAYMENT': [[refunded, reverseRefund('r1', '2026-02-28')]],
  'RECEIVABLES.REFUND.MORE_THAN_CREDIT': [
    [refunded, refund(71, 'r2')],
    [story(receive('p1', '2026-02-01', 100, { i9: 100 })), refund(1)],
    [paid, refund(1)],
  ],
};

describe('an account refuses', () => {
  for (const [code, given] of Object.entries(cases)) {
    it(`${code}, and says what it found and what to do`, () => {
      for (const [before, command] of given) {
        const refusal = refusalOf(command, before);
        expect(refusal.code).toBe(code);
        expect([refusal.found.length > 3, refusal.remedy.length > 3]).toEqual([true, true]);
      }
    });
  }

  it('what is dated in the future', () => {
    const tomorrow = on('2027-01-01');
    for (const command of [
      issue('i2', '2026-01-05', 100, { ...tomorrow, due: tomorrow.on }),
      receive('p2', '2026-01-05', 100, {}, tomorrow),
      { ...dispute('i1', '2026-01-05'), ...tomorrow },
      { ...writingOff('i1', '2026-01-05'), ...tomorrow },
      { ...promise(), ...tomorrow, by: tomorrow.on },
      { ...credit('n1', '2026-01-20', 'i1', 1), ...tomorrow },
    ]) {
      expect(refusalOf(command, issued).code).toBe('DATE.IN_FUTURE');
    }
    expect(refusalOf({ ...refund(1), ...tomorrow }, over).code).toBe('DATE.IN_FUTURE');
    expect(refusalOf({ ...reverse('p1', '2026-02-01'), ...tomorrow }, over).code).toBe('DATE.IN_FUTURE');
    expect(refusalOf({ ...reverseNote('n1', '2026-02-01'), ...tomorrow }, credited).code).toBe('DATE.IN_FUTURE');
    expect(refusalOf({ ...reverseRefund('r1', '2026-03-02'), ...tomorrow }, refunded).code).toBe('DATE.IN_FUTURE');
    expect(refusalOf({ ...settlement('i1', '2026-02-11'), ...tomorrow }, disputed).code).toBe('DATE.IN_FUTURE');
  });

  it('the end of a dispute before its beginning', () => {
    expect(refusalOf(settlement('i1', '2026-02-09'), disputed).code).toBe('DATE.BEFORE_LAST');
  });
});
