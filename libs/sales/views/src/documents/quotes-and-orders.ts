import {
  CurrencyText,
  type CustomerId,
  DateText,
  documentView,
  Id,
  idOf,
  Key,
  KeyOf,
  type Labels,
  MoneyOf,
  Shape,
  type Static,
  Type,
  underOwner,
} from '@zongheng/kernel';
import { orderEvents, PricedLine, quoteEvents, type RecordedOrderEvent, type RecordedQuoteEvent } from '@zongheng/sales-events';

const Counted = {
  customer: Id<CustomerId>(),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
  currency: CurrencyText(),
  lines: Type.Array(PricedLine),
};
const OptionalId = Type.Union([Id(), Type.Null()]);
const OptionalDate = Type.Union([DateText(), Type.Null()]);

export type QuoteStatus = 'issued' | 'accepted' | 'expired';
export const quoteStatuses: Labels<QuoteStatus> = {
  issued: { zh: '已发出', en: 'Issued' },
  accepted: { zh: '已接受', en: 'Accepted' },
  expired: { zh: '已过期', en: 'Expired' },
};

export const QuoteDocument = Shape({
  id: Id(),
  number: Key(),
  opportunity: OptionalId,
  status: KeyOf(quoteStatuses),
  amount: MoneyOf(),
  ...Counted,
  issued: DateText(),
  validUntil: DateText(),
  ended: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type QuoteDocument = Static<typeof QuoteDocument>;

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

export type OrderStatus = 'placed' | 'part-fulfilled' | 'fulfilled' | 'cancelled';
export const orderStatuses: Labels<OrderStatus> = {
  placed: { zh: '已下单', en: 'Placed' },
  'part-fulfilled': { zh: '部分履行', en: 'Part fulfilled' },
  fulfilled: { zh: '已履行', en: 'Fulfilled' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const OrderDocument = Shape({
  id: Id(),
  number: Key(),
  opportunity: OptionalId,
  quote: OptionalId,
  status: KeyOf(orderStatuses),
  amount: MoneyOf(),
  /** What was fulfilled so far, in minor units of the currency. */
  fulfilled: Type.Integer({ minimum: 0 }),
  ...Counted,
  placed: DateText(),
  ended: OptionalDate,
  revision: Type.Integer({ minimum: 0 }),
});
export type OrderDocument = Static<typeof OrderDocument>;

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

function totalOf(counted: { readonly currency: string; readonly lines: readonly PricedLine[] }): {
  readonly minor: number;
  readonly currency: string;
} {
  return { minor: sumOfParts(counted.lines), currency: counted.currency };
}

function sumOfParts(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}
