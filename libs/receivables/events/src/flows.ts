import type { BusinessDate } from '@zongheng/kernel';
import type { Cell } from './cell.ts';
import { type ProductPart, productParts } from './lines.ts';
import type { AccountFact } from './account.ts';

/** What an event adds to the flows of a period, in minor units of the cell's currency; the net of each is its revenue. */
export interface Flow {
  readonly date: BusinessDate;
  readonly cell: Cell;
  /** Invoices issued, without those voided. */
  readonly issued?: number;
  readonly invoiced?: number;
  readonly invoicedNet?: number;
  /** Of what is invoiced, the part of each product line. */
  readonly parts?: readonly ProductPart[];
  readonly credited?: number;
  readonly creditedNet?: number;
  /** Paid of invoices. */
  readonly collected?: number;
  readonly collectedNet?: number;
  readonly writtenOff?: number;
  readonly writtenOffNet?: number;
  /** Money in, without what went back; applied or not. */
  readonly received?: number;
  /** Paid back, without what came back again. */
  readonly refunded?: number;
}

/** What an event of an account adds to the flows: every figure about a period is a sum over these. */
export function flowsOf(fact: AccountFact): readonly Flow[] {
  const { businessDate: date } = fact;
  switch (fact.type) {
    case 'InvoiceIssued': {
      const { to: cell, gross, net } = fact.data;
      return [{ date, cell, issued: 1, invoiced: gross, invoicedNet: net, parts: productParts(fact.data.lines) }];
    }
    case 'InvoiceCorrected': {
      const { since, out, in: entered, gross, net, parts } = fact.data;
      return [
        { date: since, cell: out, issued: -1, invoiced: -gross, invoicedNet: minus(net), parts: parts.map(takenBack) },
        { date: since, cell: entered, issued: 1, invoiced: gross, invoicedNet: net, parts },
      ];
    }
    case 'InvoiceVoided': {
      const { since, from: cell, gross, net, parts } = fact.data;
      return [{ date: since, cell, issued: -1, invoiced: -gross, invoicedNet: minus(net), parts: parts.map(takenBack) }];
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
      return kind === 'payment' ? collected(date, cell, gross, net, fact.data.reversed) : [];
    }
    case 'ApplicationWithdrawn': {
      const { kind, cell, gross, net, reversed } = fact.data;
      return kind === 'payment' ? collected(date, cell, -gross, minus(net), reversed) : [];
    }
    case 'PaymentReversed': {
      const { from, gross, reopened } = fact.data;
      return [
        { date, cell: from, received: -gross },
        ...reopened.map((part): Flow => ({ date, cell: part.cell, collected: -part.gross, collectedNet: minus(part.net) })),
      ];
    }
    case 'CreditNoteIssued': {
      const { cell, gross, net } = fact.data;
      return [{ date, cell, credited: gross, creditedNet: net }];
    }
    case 'CreditNoteReversed': {
      const { cell, gross, net } = fact.data;
      return [{ date, cell, credited: -gross, creditedNet: minus(net) }];
    }
    case 'CreditRefunded':
      return [{ date, cell: fact.data.from, refunded: fact.data.gross }];
    case 'RefundReversed':
      return [{ date, cell: fact.data.to, refunded: -fact.data.gross }];
    case 'InvoiceDisputed':
    case 'DisputeSettled':
    case 'PaymentPromised':
    case 'ReminderSent':
    case 'PaymentAllocated':
    case 'AccountReclassified':
      return [];
  }
}

/** Paid of an invoice from a date on, up to the date on which the money went back. */
function collected(date: BusinessDate, cell: Cell, gross: number, net: number, reversed: BusinessDate | null): Flow[] {
  const paid: Flow = { date, cell, collected: gross, collectedNet: net };
  return reversed === null ? [paid] : [paid, { date: reversed, cell, collected: -gross, collectedNet: minus(net) }];
}

function takenBack({ productLine, net, gross }: ProductPart): ProductPart {
  return { productLine, net: minus(net), gross: minus(gross) };
}

/** The negative of an amount; nothing stays nothing (there is no negative zero in a journal). */
function minus(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
