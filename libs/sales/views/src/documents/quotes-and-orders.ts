import { type BusinessDate, documentView, idOf } from '@zongheng/kernel';
import { orderEvents, type PricedLine, quoteEvents, type RecordedOrderEvent, type RecordedQuoteEvent } from '@zongheng/sales-events';

interface Counted {
  readonly customer: string;
  readonly owner: string;
  readonly unit: string;
  readonly region: string | null;
  readonly segment: string | null;
  readonly currency: string;
  readonly lines: readonly PricedLine[];
}

export interface QuoteDocument extends Counted {
  readonly id: string;
  readonly number: string;
  readonly opportunity: string | null;
  readonly status: 'issued' | 'accepted' | 'expired';
  readonly amount: { readonly minor: number; readonly currency: string };
  readonly issued: BusinessDate;
  readonly validUntil: BusinessDate;
  readonly ended: BusinessDate | null;
  readonly revision: number;
}

export const quotes = documentView<QuoteDocument, RecordedQuoteEvent>({
  name: 'quotes',
  version: 1,
  meaning: { zh: '报价', en: 'Quotes' },
  handles: quoteEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (quote, event) => {
    switch (event.type) {
      case 'QuoteIssued':
        return {
          id: idOf(event.stream),
          ...event.data,
          status: 'issued',
          amount: totalOf(event.data),
          issued: event.businessDate,
          ended: null,
          revision: event.revision,
        };
      case 'QuoteAccepted':
        return quote && { ...quote, status: 'accepted', ended: event.businessDate, revision: event.revision };
      case 'QuoteExpired':
        return quote && { ...quote, status: 'expired', ended: event.businessDate, revision: event.revision };
    }
  },
  fields: {
    number: 'text',
    status: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    opportunity: 'text',
    amount: 'number',
    issued: 'text',
    validUntil: 'text',
  },
  indexes: [
    ['number'],
    ['customer', 'issued'],
    ['owner', 'issued'],
    ['unit', 'issued'],
    ['opportunity', 'issued'],
    ['status', 'validUntil'],
    ['issued'],
    ['validUntil'],
    ['amount'],
  ],
  index: (quote) => ({
    fields: {
      number: quote.number,
      status: quote.status,
      customer: quote.customer,
      owner: quote.owner,
      unit: quote.unit,
      opportunity: quote.opportunity,
      amount: quote.amount.minor,
      issued: quote.issued,
      validUntil: quote.validUntil,
    },
    search: [quote.number],
  }),
});

export interface OrderDocument extends Counted {
  readonly id: string;
  readonly number: string;
  readonly opportunity: string | null;
  readonly quote: string | null;
  readonly status: 'placed' | 'part-fulfilled' | 'fulfilled' | 'cancelled';
  readonly amount: { readonly minor: number; readonly currency: string };
  /** Minor units fulfilled so far. */
  readonly fulfilled: number;
  readonly placed: BusinessDate;
  readonly ended: BusinessDate | null;
  readonly revision: number;
}

export const orders = documentView<OrderDocument, RecordedOrderEvent>({
  name: 'orders',
  version: 1,
  meaning: { zh: '订单', en: 'Orders' },
  handles: orderEvents.map((definition) => definition.type),
  keysOf: (event) => [idOf(event.stream)],
  evolve: (order, event) => {
    switch (event.type) {
      case 'OrderPlaced':
        return {
          id: idOf(event.stream),
          ...event.data,
          status: 'placed',
          amount: totalOf(event.data),
          fulfilled: 0,
          placed: event.businessDate,
          ended: null,
          revision: event.revision,
        };
      case 'OrderPartFulfilled':
        return (
          order && {
            ...order,
            status: 'part-fulfilled',
            fulfilled: order.fulfilled + sumOfParts(event.data.fulfilled),
            revision: event.revision,
          }
        );
      case 'OrderFulfilled':
        return (
          order && {
            ...order,
            status: 'fulfilled',
            fulfilled: order.fulfilled + sumOfParts(event.data.fulfilled),
            ended: event.businessDate,
            revision: event.revision,
          }
        );
      case 'OrderCancelled':
        return order && { ...order, status: 'cancelled', ended: event.businessDate, revision: event.revision };
    }
  },
  fields: {
    number: 'text',
    status: 'text',
    customer: 'text',
    owner: 'text',
    unit: 'text',
    opportunity: 'text',
    quote: 'text',
    amount: 'number',
    placed: 'text',
    ended: 'text',
  },
  indexes: [
    ['number'],
    ['customer', 'placed'],
    ['owner', 'placed'],
    ['unit', 'placed'],
    ['opportunity', 'placed'],
    ['quote'],
    ['status', 'placed'],
    ['placed'],
    ['ended'],
    ['amount'],
  ],
  index: (order) => ({
    fields: {
      number: order.number,
      status: order.status,
      customer: order.customer,
      owner: order.owner,
      unit: order.unit,
      opportunity: order.opportunity,
      quote: order.quote,
      amount: order.amount.minor,
      placed: order.placed,
      ended: order.ended,
    },
    search: [order.number],
  }),
});

function totalOf(counted: Counted): { readonly minor: number; readonly currency: string } {
  return { minor: sumOfParts(counted.lines), currency: counted.currency };
}

function sumOfParts(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}
