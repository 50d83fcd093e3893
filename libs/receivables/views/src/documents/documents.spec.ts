import type { BusinessDate, CustomerId, EmployeeId, UnitId } from '@zongheng/kernel';
import { documentSpecification, recorder } from '@zongheng/kernel/testing';
import {
  ApplicationWithdrawn,
  type Cell,
  CreditNoteIssued,
  CreditNoteReversed,
  CreditRefunded,
  entryId,
  InvoiceDisputed,
  InvoiceIssued,
  InvoiceVoided,
  InvoiceWrittenOff,
  PaymentApplied,
  PaymentPromised,
  PaymentReceived,
  PaymentReversed,
  RefundReversed,
} from '@zongheng/receivables-events';
import { accounts } from './accounts.ts';
import { creditNotes, payments } from './credits.ts';
import { invoices } from './invoices.ts';
import { ledger } from './ledger.ts';
import { promises, promiseState } from './promises.ts';

const day = (text: string) => text as BusinessDate;
const cell: Cell = {
  customer: 'harbour' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: null,
  contract: 'k1',
  currency: 'CNY',
  due: day('2026-02-04'),
  month: null,
  disputed: false,
};
const credit: Cell = { ...cell, contract: null, due: null };
const amounts = {
  lines: [{ line: '1', text: '租用费', product: null, productLine: null, quantity: 1, net: 100, taxRate: 600, tax: 6, gross: 106 }],
  currency: 'CNY',
  net: 100,
  tax: 6,
  gross: 106,
};
const posting = { date: day('2026-01-05'), cell, open: 106, invoices: 1, credit: 0 };

/** An account as its events tell of it. */
function told() {
  const recorded = recorder();
  return {
    issued: () =>
      recorded(InvoiceIssued, 'harbour', '2026-01-05', {
        number: 'FP-1',
        contract: 'k1',
        month: null,
        due: day('2026-02-04'),
        ...amounts,
        reference: null,
        to: cell,
        postings: [posting],
      }),
    paid: (gross: number, date: string) =>
      recorded(PaymentReceived, 'harbour', date, {
        payment: 'b/1',
        method: 'bank-transfer',
        received: { minor: gross, currency: 'CNY' },
        currency: 'CNY',
        gross,
        names: [],
        payer: null,
        note: null,
        to: credit,
        postings: [{ date: day(date), cell: credit, open: 0, invoices: 0, credit: gross }],
      }),
    applied: (gross: number, date: string) => recorded(PaymentApplied, 'harbour', date, { ...application(gross), postings: [] }),
    withdrawn: (gross: number, date: string) =>
      recorded(ApplicationWithdrawn, 'harbour', date, { ...application(gross), cause: 'named', postings: [] }),
    reversed: (gross: number, date: string) =>
      recorded(PaymentReversed, 'harbour', date, {
        payment: 'b/1',
        received: { minor: gross, currency: 'CNY' },
        currency: 'CNY',
        gross,
        reason: '退汇',
        reopened: [{ ...application(gross), reversed: day(date), since: day('2026-02-01') }],
        from: credit,
        postings: [],
      }),
    recorded,
  };
}

function application(gross: number) {
  return { kind: 'payment' as const, credit: 'b/1', number: 'FP-1', currency: 'CNY', gross, net: gross, named: true, reversed: null, cell };
}

describe('an invoice', () => {
  const shown = documentSpecification(invoices);
  const id = entryId('harbour', 'FP-1');

  it('is open, paid in part, settled, and open again after a reversal', () => {
    const { issued, applied, reversed } = told();
    const story = [issued(), applied(40, '2026-01-20'), applied(66, '2026-02-01'), reversed(106, '2026-02-10')];
    const states = story.map((_, at) => shown.given(...story.slice(0, at + 1)).document(id));
    expect(states.map((each) => [each?.status, each?.open, each?.paid, each?.settled])).toEqual([
      ['open', 106, 0, null],
      ['part-paid', 66, 40, null],
      ['settled', 0, 106, '2026-02-01'],
      ['open', 106, 0, null],
    ]);
  });

  it('forgets what was taken back', () => {
    const { issued, applied, withdrawn } = told();
    const found = shown.given(issued(), applied(106, '2026-01-20'), withdrawn(106, '2026-01-20')).document(id);
    expect([found?.status, found?.entries]).toEqual(['open', []]);
  });

  it('is disputed, written off, voided', () => {
    const { issued, recorded } = told();
    const disputed = recorded(InvoiceDisputed, 'harbour', '2026-03-01', {
      number: 'FP-1',
      reason: '中断',
      from: cell,
      to: cell,
      postings: [],
    });
    const part = { currency: 'CNY', gross: 106, net: 100 };
    const off = recorded(InvoiceWrittenOff, 'harbour', '2026-05-01', { number: 'FP-1', ...part, reason: '破产', from: cell, postings: [] });
    const found = shown.given(issued(), disputed, off).document(id);
    expect([found?.disputed, found?.status, found?.writtenOff]).toEqual([true, 'written-off', 106]);
    const parts = [{ productLine: null, net: 100, gross: 106 }];
    const gone = {
      number: 'FP-1',
      since: day('2026-01-05'),
      reason: '重复',
      from: cell,
      parts,
      currency: 'CNY',
      net: 100,
      tax: 6,
      gross: 106,
    };
    const voided = recorded(InvoiceVoided, 'harbour', '2026-05-02', { ...gone, postings: [] });
    expect(shown.given(issued(), voided).document(id)).toMatchObject({ status: 'voided', open: 0 });
  });
});

describe('a payment and a credit note', () => {
  it('show where they went, and what of them is credit on account', () => {
    const { paid, applied, reversed } = told();
    const shown = documentSpecification(payments);
    const id = entryId('harbour', 'b/1');
    expect(id).toBe('harbour.b~2f~1');
    expect(shown.given(paid(150, '2026-02-01'), applied(106, '2026-02-01')).document(id)).toMatchObject({
      status: 'part-applied',
      applied: 106,
      unapplied: 44,
    });
    const gone = shown.given(paid(150, '2026-02-01'), applied(106, '2026-02-01'), reversed(150, '2026-02-10')).document(id);
    expect([gone?.status, gone?.unapplied, gone?.reversed]).toEqual(['reversed', 0, '2026-02-10']);
  });

  it('stand apart from each other', () => {
    const { paid, recorded } = told();
    const note = recorded(CreditNoteIssued, 'harbour', '2026-02-01', {
      note: 'HZ-1',
      number: 'FP-1',
      reason: '减免',
      contract: null,
      month: null,
      ...amounts,
      cell,
      to: credit,
      postings: [],
    });
    expect(documentSpecification(creditNotes).given(paid(150, '2026-02-01'), note).keys()).toEqual(['harbour.HZ-1']);
    expect(documentSpecification(payments).given(paid(150, '2026-02-01'), note).keys()).toEqual(['harbour.b~2f~1']);
  });
});

describe('a credit note that is taken back', () => {
  it('is reversed, its invoice open again, and the ledger says so', () => {
    const { issued, recorded } = told();
    const note = { number: 'FP-1', reason: '减免', contract: null, month: null, ...amounts, cell, to: credit };
    const settled = { ...application(106), kind: 'credit-note' as const, credit: 'HZ-1' };
    const story = [
      issued(),
      recorded(CreditNoteIssued, 'harbour', '2026-02-01', { note: 'HZ-1', ...note, postings: [] }),
      recorded(PaymentApplied, 'harbour', '2026-02-01', { ...settled, postings: [] }),
      recorded(CreditNoteReversed, 'harbour', '2026-02-10', {
        note: 'HZ-1',
        number: 'FP-1',
        currency: 'CNY',
        gross: 106,
        net: 100,
        reason: '减免有误',
        reopened: [{ ...settled, reversed: day('2026-02-10'), since: day('2026-02-01') }],
        cell,
        from: credit,
        postings: [],
      }),
    ];
    expect(
      documentSpecification(creditNotes)
        .given(...story)
        .document('harbour.HZ-1'),
    ).toMatchObject({
      status: 'reversed',
      reversed: '2026-02-10',
    });
    expect(
      documentSpecification(invoices)
        .given(...story)
        .document('harbour.FP-1'),
    ).toMatchObject({ status: 'open', open: 106, credited: 0 });
    const lines = documentSpecification(ledger).given(...story);
    expect(lines.keys().map((key) => [lines.document(key)?.kind, lines.document(key)?.amount, lines.document(key)?.open])).toEqual([
      ['invoice', 106, 106],
      ['credit-note', -106, 0],
      ['application', 0, -106],
      ['reversal', 106, 0],
      ['reversal', 0, 106],
    ]);
  });
});

describe('a refund that came back', () => {
  it('is credit of the payment again, and the ledger says so', () => {
    const { paid, recorded } = told();
    const came = paid(106, '2026-02-01');
    const refund = {
      refund: 'TK-1',
      currency: 'CNY',
      gross: 40,
      of: [{ kind: 'payment' as const, credit: 'b/1', gross: 40 }],
      reason: '退款',
    };
    const refunded = recorded(CreditRefunded, 'harbour', '2026-02-05', { ...refund, from: credit, postings: [] });
    const back = recorded(RefundReversed, 'harbour', '2026-02-08', { ...refund, refunded: day('2026-02-05'), to: credit, postings: [] });
    const shown = documentSpecification(payments);
    const states = [[refunded], [refunded, back]].map((more) => shown.given(came, ...more).document('harbour.b~2f~1'));
    expect(states.map((each) => [each?.refunded, each?.unapplied])).toEqual([
      [40, 66],
      [0, 106],
    ]);
    const lines = documentSpecification(ledger).given(came, refunded, back);
    expect(lines.keys().map((key) => [lines.document(key)?.kind, lines.document(key)?.reference, lines.document(key)?.amount])).toEqual([
      ['payment', 'b/1', -106],
      ['refund', 'TK-1', 40],
      ['reversal', 'TK-1', -40],
    ]);
  });
});

describe('an account', () => {
  it('shows what is open and what stands on it, by currency', () => {
    const { issued, paid } = told();
    const found = documentSpecification(accounts).given(issued(), paid(50, '2026-02-01')).document('harbour');
    expect(found?.balances).toEqual([{ currency: 'CNY', open: 106, invoices: 1, credit: 50, balance: 56 }]);
    expect([found?.owner, found?.isOpen, found?.lastPayment]).toEqual(['li', true, '2026-02-01']);
  });
});

describe('a promise', () => {
  const promised = (recorded: ReturnType<typeof recorder>) =>
    recorded(PaymentPromised, 'harbour', '2026-02-01', {
      number: 'FP-1',
      currency: 'CNY',
      gross: 100,
      by: day('2026-02-10'),
      paidBefore: 0,
      cell,
      note: null,
    });
  const shown = documentSpecification(promises);
  const id = entryId('harbour', 'FP-1');

  it('is kept by what is paid in time, broken by what comes late or goes back', () => {
    const { recorded, applied, reversed } = told();
    const start = promised(recorded);
    const kept = shown.given(start, applied(60, '2026-02-05'), applied(46, '2026-02-10')).document(id);
    expect(kept?.kept).toBe('2026-02-10');
    const late = shown.given(start, applied(106, '2026-02-11')).document(id);
    expect(late && [promiseState(late, day('2026-02-10')), promiseState(late, day('2026-02-11'))]).toEqual(['open', 'broken']);
    const back = shown.given(start, applied(106, '2026-02-05'), reversed(106, '2026-02-08')).document(id);
    expect(back?.kept).toBeNull();
  });

  it('stands on a day as it stood then: what is paid later does not keep it yet', () => {
    const { recorded, applied } = told();
    const kept = shown.given(promised(recorded), applied(100, '2026-02-08')).document(id);
    expect(kept && ['2026-02-07', '2026-02-08', '2026-02-11'].map((on) => promiseState(kept, day(on)))).toEqual(['open', 'kept', 'kept']);
  });

  it('about an invoice that nobody ever owed is neither kept nor broken: it says that the invoice was voided', () => {
    const { recorded } = told();
    const gone = {
      number: 'FP-1',
      since: day('2026-01-05'),
      reason: '重复',
      from: cell,
      parts: [{ productLine: null, net: 100, gross: 106 }],
    };
    const voided = recorded(InvoiceVoided, 'harbour', '2026-02-05', {
      ...gone,
      currency: 'CNY',
      net: 100,
      tax: 6,
      gross: 106,
      postings: [],
    });
    expect(shown.given(promised(recorded), voided).document(id)).toMatchObject({ voided: true, kept: null });
  });
});

describe('the ledger', () => {
  it('has a line for all that is owed or settled, in the order of the account', () => {
    const { issued, paid, applied, reversed } = told();
    const shown = documentSpecification(ledger).given(
      issued(),
      paid(106, '2026-02-01'),
      applied(106, '2026-02-01'),
      reversed(106, '2026-02-10'),
    );
    const lines = shown.keys().map((key) => shown.document(key));
    expect(lines.map((line) => [line?.date, line?.kind, line?.amount, line?.open, line?.contract])).toEqual([
      ['2026-01-05', 'invoice', 106, 106, 'k1'],
      ['2026-02-01', 'payment', -106, 0, null],
      ['2026-02-01', 'application', 0, -106, 'k1'],
      ['2026-02-10', 'reversal', 106, 0, null],
      ['2026-02-10', 'reversal', 0, 106, 'k1'],
    ]);
  });
});
