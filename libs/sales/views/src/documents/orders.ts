import { DateText, documentView, Id, idOf, Key, KeyOf, type Labels, MoneyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { countedOffer, orderEvents, PricedLine, type RecordedOrderEvent, sumOfParts } from '@zongheng/sales-events';

const OptionalId = Type.Union([Id(), Type.Null()]);
const OptionalDate = Type.Union([DateText(), Type.Null()]);

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
  ...countedOffer,
  lines: Type.Array(PricedLine),
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
          amount: { minor: sumOfParts(event.data.lines), currency: event.data.currency },
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
