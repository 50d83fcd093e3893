import { type BusinessDate, type CustomerId, type EmployeeId, month, type UnitId } from '@zongheng/kernel';
import { journalSpecification, recorder } from '@zongheng/kernel/testing';
import { type Cell, InvoiceDisputed, InvoiceIssued, PaymentApplied } from '@zongheng/receivables-events';
import { receivables } from './receivables.ts';
import { revenue } from './revenue.ts';

const day = (text: string) => text as BusinessDate;
const cell: Cell = {
  customer: 'harbour' as CustomerId,
  owner: 'li' as EmployeeId,
  unit: 'east' as UnitId,
  region: null,
  contract: 'k1',
  currency: 'CNY',
  due: day('2026-02-04'),
  month: month('2026-01'),
  disputed: false,
};
const line = { product: null, quantity: 1, taxRate: 0, tax: 0 };
const lines = [
  { ...line, line: '1', text: '机柜', productLine: 'data-centre', net: 100, gross: 100 },
  { ...line, line: '2', text: '专线', productLine: 'vpn', net: 30, gross: 30 },
];

function issued(recorded: ReturnType<typeof recorder>) {
  return recorded(InvoiceIssued, 'harbour', '2026-01-05', {
    number: 'FP-1',
    contract: 'k1',
    month: cell.month,
    due: day('2026-02-04'),
    lines,
    currency: 'CNY',
    net: 130,
    tax: 0,
    gross: 130,
    reference: null,
    to: cell,
    postings: [{ date: day('2026-01-05'), cell, open: 130, invoices: 1, credit: 0 }],
  });
}

describe('the books of receivables', () => {
  it('hold what is open by its due date, and what was invoiced by product line, each invoice once', () => {
    const rows = journalSpecification(receivables).given(issued(recorder())).contributions();
    expect(rows.map(({ cell: { due, productLine, kind, disputed }, measures }) => [due, productLine, kind, disputed, measures])).toEqual([
      ['2026-02-04', null, 'invoice', 'no', { open: 130, invoices: 1, credit: 0 }],
      ['2026-02-04', 'data-centre', 'invoice', 'no', { issued: 1, invoiced: 100, invoicedNet: 100 }],
      ['2026-02-04', 'vpn', 'invoice', 'no', { issued: 0, invoiced: 30, invoicedNet: 30 }],
    ]);
  });

  it('move what is disputed, on the day it is', () => {
    const to = { ...cell, disputed: true };
    const date = day('2026-03-01');
    const postings = [
      { date, cell, open: -130, invoices: -1, credit: 0 },
      { date, cell: to, open: 130, invoices: 1, credit: 0 },
    ];
    const rows = journalSpecification(receivables)
      .given(recorder()(InvoiceDisputed, 'harbour', date, { number: 'FP-1', reason: '中断', from: cell, to, postings }))
      .contributions();
    expect(rows.map(({ cell: { disputed, kind }, measures }) => [disputed, kind, measures.open])).toEqual([
      ['no', 'dispute', -130],
      ['yes', 'dispute', 130],
    ]);
  });
});

describe('revenue by month', () => {
  it('counts what is invoiced and collected under the month that the invoice is for', () => {
    const recorded = recorder();
    const applied = recorded(PaymentApplied, 'harbour', '2026-03-10', {
      kind: 'payment',
      credit: 'b1',
      number: 'FP-1',
      currency: 'CNY',
      gross: 130,
      net: 130,
      named: true,
      reversed: null,
      cell,
      postings: [],
    });
    const rows = journalSpecification(revenue).given(issued(recorded), applied).contributions();
    expect(rows.map(({ date, cell: { revenueMonth, productLine }, measures }) => [date, revenueMonth, productLine, measures])).toEqual([
      ['2026-01-05', '2026-01-01', 'data-centre', { invoiced: 100 }],
      ['2026-01-05', '2026-01-01', 'vpn', { invoiced: 30 }],
      ['2026-03-10', '2026-01-01', null, { invoiced: 0, collected: 130 }],
    ]);
  });
});
