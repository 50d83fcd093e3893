import {
  Count,
  CurrencyText,
  type CustomerId,
  DateText,
  defineEvent,
  type FactOf,
  Id,
  Key,
  Minor,
  type RecordedOf,
  Shape,
  type Static,
  Text,
  Type,
  underOwner,
} from '@zongheng/kernel';

const amount = () => Minor();

/** A line of a quote or an order; amounts in minor units of its currency. */
export const PricedLine = Shape({
  line: Key(),
  product: Id(),
  productLine: Key(),
  quantity: Count(),
  unitPrice: amount(),
  amount: amount(),
});
export type PricedLine = Static<typeof PricedLine>;

/** What a quote or an order is counted by. */
export const countedOffer = {
  customer: Id<CustomerId>(),
  ...underOwner,
  segment: Type.Union([Key(), Type.Null()]),
  currency: CurrencyText(),
};
const Counted = { ...countedOffer, lines: Type.Array(PricedLine, { minItems: 1, maxItems: 200 }) };

/** What priced parts come to, in minor units of their currency. */
export function sumOfParts(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}

const Reason = Type.Union([Text(500), Type.Null()]);

export const QuoteIssued = defineEvent({
  type: 'QuoteIssued',
  version: 1,
  stream: 'quote',
  meaning: { zh: '发出报价', en: 'A quote was issued' },
  data: Shape({ number: Key(), opportunity: Type.Union([Id(), Type.Null()]), validUntil: DateText(), ...Counted }),
});
export const QuoteAccepted = defineEvent({
  type: 'QuoteAccepted',
  version: 1,
  stream: 'quote',
  meaning: { zh: '报价被接受', en: 'A quote was accepted' },
  data: Shape({ note: Reason, ...Counted }),
});
export const QuoteExpired = defineEvent({
  type: 'QuoteExpired',
  version: 1,
  stream: 'quote',
  meaning: { zh: '报价过期', en: 'A quote ran out' },
  data: Shape({ validUntil: DateText(), ...Counted }),
});

export const OrderPlaced = defineEvent({
  type: 'OrderPlaced',
  version: 1,
  stream: 'order',
  meaning: { zh: '下订单', en: 'An order was placed' },
  data: Shape({ number: Key(), opportunity: Type.Union([Id(), Type.Null()]), quote: Type.Union([Id(), Type.Null()]), ...Counted }),
});

/** What of an order was fulfilled: by line, how many, and their part of the line's amount (the parts sum to the whole). */
const Fulfilment = Type.Array(Shape({ line: Key(), productLine: Key(), quantity: Count(), amount: amount() }), {
  minItems: 1,
  maxItems: 200,
});

export const OrderPartFulfilled = defineEvent({
  type: 'OrderPartFulfilled',
  version: 1,
  stream: 'order',
  meaning: { zh: '订单部分履行', en: 'A part of an order was fulfilled' },
  data: Shape({ fulfilled: Fulfilment, note: Reason, ...Counted }),
});
export const OrderFulfilled = defineEvent({
  type: 'OrderFulfilled',
  version: 1,
  stream: 'order',
  meaning: { zh: '订单履行完毕', en: 'An order was fulfilled; what remained is named' },
  data: Shape({ fulfilled: Fulfilment, note: Reason, ...Counted }),
});
export const OrderCancelled = defineEvent({
  type: 'OrderCancelled',
  version: 1,
  stream: 'order',
  meaning: { zh: '取消订单', en: 'An order was cancelled; what had not been fulfilled is named' },
  data: Shape({ unfulfilled: Fulfilment, reason: Text(500), ...Counted }),
});

export const quoteEvents = [QuoteIssued, QuoteAccepted, QuoteExpired] as const;
export const orderEvents = [OrderPlaced, OrderPartFulfilled, OrderFulfilled, OrderCancelled] as const;
export type QuoteFact = FactOf<(typeof quoteEvents)[number]>;
export type OrderFact = FactOf<(typeof orderEvents)[number]>;
export type RecordedQuoteEvent = RecordedOf<(typeof quoteEvents)[number]>;
export type RecordedOrderEvent = RecordedOf<(typeof orderEvents)[number]>;
