import type { BusinessDate } from '@zongheng/kernel';
import type { Cell } from './cell.ts';
import type { AccountFact } from './account.ts';

/** What an event adds to the flows of a period, in minor units of the cell's currency; the net of each is its revenue. */
export interface Flow {
  readonly date: BusinessDate;
  readonly cell: Cell;
  /** Invoices issued, without those voided. */
  readonly issued?: number;
  readonly invoiced?: number;
  readonly invoicedNet?: number;
  readonly credited?: number;
  readonly creditedNet?: number;
  /** Paid of invoices. */
  readonly collected?: number;
  readonly collectedNet?: number;
  readonly writtenOff?: number;
  readonly writtenOffNet?: number;
  /** Money in, without what went back; applied or not. */
  readonly received?: number;
  readonly refunded?: number;
}

/** What an event of an account adds to the flows: every figure about a period is a sum over these. */
export function flowsOf(fact: AccountFact): readonly Flow[] {
  const { businessDate: date } = fact;
  switch (fact.type) {
    case 'InvoiceIssued': {
      const { to: cell, gross, net } = fact.data;
      return [{ date, cell, issued: 1, invoiced: gross, invoicedNet: net }];
    }
    case 'InvoiceCorrected': {
      const { since, out, in: entered, gross, net } = fact.data;
      return [
        { date: since, cell: out, issued: -1, invoiced: -gross, invoicedNet: minus(net) },
        { date: since, cell: entered, issued: 1, invoiced: gross, invoicedNet: net },
      ];
    }
    case 'InvoiceVoided': {
      const { since, from: cell, gross, net } = fact.data;
      return [{ date: since, cell, issued: -1, invoiced: -gross, invoicedNet: minus(net) }];
    }
    case 'InvoiceWrittenOff': {
      const { from: cell, gross, net } = fact.data;
      return [{ date, cell, writtenOff: gross, writtenOffNet: net }];
    }
    case 'InvoiceReinstated': {
      const { to: cell, gross, net } = fact.data;
      return [{ date, cell, writtenOff: -gross, writtenOffNet: minus(net) }];
    }
    case 'PaymentReceived':
      return [{ date, cell: fact.data.to, received: fact.data.gross }];
    case 'PaymentApplied': {
      const { kind, cell, gross, net } = fact.data;
      return kind === 'payment' ? [{ date, cell, collected: gross, collectedNet: net }] : [];
    }
    case 'ApplicationWithdrawn': {
      const { kind, cell, gross, net, reversed } = fact.data;
      if (kind !== 'payment') return [];
      const taken = { date, cell, collected: -gross, collectedNet: minus(net) };
      // What had been reversed meanwhile was taken off then, once already.
      return reversed === null ? [taken] : [taken, { date: reversed, cell, collected: gross, collectedNet: net }];
    }
    case 'PaymentReversed': {
      const { from, gross, reopened } = fact.data;
      return [
        { date, cell: from, received: -gross },
        ...reopened.map((part): Flow => ({ date: part.since, cell: part.cell, collected: -part.gross, collectedNet: minus(part.net) })),
      ];
    }
    case 'CreditNoteIssued': {
      const { cell, gross, net } = fact.data;
      return [{ date, cell, credited: gross, creditedNet: net }];
    }
    case 'CreditRefunded':
      return [{ date, cell: fact.data.from, refunded: fact.data.gross }];
    case 'InvoiceDisputed':
    case 'DisputeSettled':
    case 'PaymentPromised':
    case 'ReminderSent':
    case 'PaymentAllocated':
    case 'AccountReclassified':
      return [];
  }
}

/** The negative of an amount; nothing stays nothing (there is no negative zero in a journal). */
function minus(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
