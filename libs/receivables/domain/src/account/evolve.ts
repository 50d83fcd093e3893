import { later } from '@zongheng/kernel';
import { type AccountFact, type AccountCell, type Cell, productParts } from '@zongheng/receivables-events';
import { applied, withdrawn } from './evolve-applications.ts';
import { named, received, refunded, refundReversed, reversed } from './evolve-credits.ts';
import { type Invoice, noInvoice } from './entries.ts';
import { type AccountState, creditIn, creditKey, invoiceIn, withCredit, withInvoice } from './state.ts';

/** The account after a fact. What a fact says of amounts in cells follows from the rest: it is for readers, and not read here. */
export function evolve(state: AccountState, fact: AccountFact): AccountState {
  return { ...folded(begun(state, fact), fact), last: state.last === null ? fact.businessDate : later(state.last, fact.businessDate) };
}

/** The first fact says what the account is counted under. */
function begun(state: AccountState, fact: AccountFact): AccountState {
  if (state.cells.length > 0) return state;
  const cell = openingCell(fact);
  return cell ? { ...state, cells: [[fact.businessDate, cell]] } : state;
}

function openingCell(fact: AccountFact): AccountCell | null {
  switch (fact.type) {
    case 'InvoiceIssued':
    case 'PaymentReceived':
    case 'CreditNoteIssued':
      return accountCellOf(fact.data.to);
    default:
      return null;
  }
}

function accountCellOf({ customer, owner, unit, region }: Cell): AccountCell {
  return { customer, owner, unit, region };
}

function folded(state: AccountState, fact: AccountFact): AccountState {
  switch (fact.type) {
    case 'InvoiceIssued':
      return issued(state, fact);
    case 'InvoiceCorrected':
      return changed(state, fact.data.number, (invoice) => ({
        ...invoice,
        issued: invoice.issued && { ...invoice.issued, ...fact.data.to },
      }));
    case 'InvoiceVoided':
      return voided(state, fact.data.number);
    case 'InvoiceDisputed':
      return changed(state, fact.data.number, (invoice) => ({ ...invoice, disputes: [...invoice.disputes, [fact.businessDate, null]] }));
    case 'DisputeSettled':
      return changed(state, fact.data.number, ({ disputes, ...invoice }) => ({
        ...invoice,
        disputes: [...disputes.slice(0, -1), [fact.data.disputed, fact.businessDate]],
      }));
    case 'InvoiceWrittenOff':
      return writtenOff(state, fact.data.number, [fact.businessDate, fact.data.gross, fact.data.net]);
    case 'InvoiceReinstated':
      return writtenOff(state, fact.data.number, [fact.businessDate, -fact.data.gross, fact.data.net === 0 ? 0 : -fact.data.net]);
    case 'PaymentPromised': {
      const { by, gross } = fact.data;
      return changed(state, fact.data.number, (invoice) => ({ ...invoice, promise: { on: fact.businessDate, by, gross } }));
    }
    case 'ReminderSent':
      return changed(state, fact.data.number, (invoice) => ({ ...invoice, reminded: [...invoice.reminded, fact.data.level] }));
    case 'PaymentReceived': {
      const { payment, currency, gross, received: money, names } = fact.data;
      const came = { date: fact.businessDate, currency, gross, received: money, names };
      return received(state, creditKey('payment', payment), { kind: 'payment', ...came, against: null });
    }
    case 'CreditNoteIssued': {
      const { note, number, currency, gross, net } = fact.data;
      const came = { date: fact.businessDate, currency, gross, received: { minor: gross, currency }, names: [{ number, gross }] };
      return received(state, creditKey('credit-note', note), { kind: 'credit-note', ...came, against: { number, net } });
    }
    case 'PaymentAllocated':
      return named(state, creditKey(fact.data.kind, fact.data.credit), fact.data.to);
    case 'PaymentApplied':
      return applied(state, fact);
    case 'ApplicationWithdrawn':
      return withdrawn(state, fact);
    case 'PaymentReversed':
      return reversed(state, creditKey('payment', fact.data.payment), fact.businessDate);
    case 'CreditNoteReversed':
      return reversed(state, creditKey('credit-note', fact.data.note), fact.businessDate);
    case 'CreditRefunded':
      return refunded(state, fact);
    case 'RefundReversed':
      return refundReversed(state, fact);
    case 'AccountReclassified':
      return { ...state, cells: [...state.cells, [fact.businessDate, fact.data.to]] };
  }
}

function changed(state: AccountState, number: string, change: (invoice: Invoice) => Invoice): AccountState {
  return withInvoice(state, number, change(invoiceIn(state, number)));
}

function issued(state: AccountState, { data, businessDate: date }: Extract<AccountFact, { type: 'InvoiceIssued' }>): AccountState {
  const { number, due, month, contract, currency, net, tax, gross, lines } = data;
  const { claims } = invoiceIn(state, number);
  const parts = productParts(lines);
  const next = withInvoice(state, number, {
    ...noInvoice,
    claims,
    issued: { date, due, month, contract, currency, net, tax, gross, parts },
  });
  return invoiceIn(state, number).issued ? next : claims.reduce((account, [key, amount]) => waitingChanged(account, key, -amount), next);
}

/** What named a voided invoice waits for it no longer, and may go elsewhere. */
function voided(state: AccountState, number: string): AccountState {
  return changed(state, number, (invoice) => ({ ...invoice, voided: true }));
}

function waitingChanged(state: AccountState, key: string, by: number): AccountState {
  const credit = creditIn(state, key);
  return credit ? withCredit(state, key, { ...credit, waiting: credit.waiting + by }) : state;
}

function writtenOff(state: AccountState, number: string, entry: Invoice['writeOffs'][number]): AccountState {
  return changed(state, number, (invoice) => ({ ...invoice, writeOffs: [...invoice.writeOffs, entry] }));
}
