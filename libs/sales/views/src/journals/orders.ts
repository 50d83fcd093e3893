import { type Contribution, journalView } from '@zongheng/kernel';
import { orderEvents, type RecordedOrderEvent } from '@zongheng/sales-events';

type Dimension = 'customer' | 'owner' | 'unit' | 'region' | 'segment' | 'productLine' | 'currency';
type Measure = 'orders' | 'placed' | 'fulfilled' | 'cancelled';
type Counted = RecordedOrderEvent['data'];

/** Orders placed, fulfilled and cancelled, in minor units of `currency`; open at a date is placed − fulfilled − cancelled up to it. */
export const orderBook = journalView<Dimension, Measure, RecordedOrderEvent>({
  name: 'order-book',
  version: 1,
  meaning: { zh: '订单簿：下单、履行、取消', en: 'Order book: placed, fulfilled, cancelled' },
  handles: orderEvents.map((definition) => definition.type),
  dimensions: { customer: 'key', owner: 'key', unit: 'key', region: 'key', segment: 'key', productLine: 'key', currency: 'key' },
  measures: ['orders', 'placed', 'fulfilled', 'cancelled'],
  contribute(event) {
    switch (event.type) {
      case 'OrderPlaced':
        return event.data.lines.map((line, index) =>
          counted(event, line.productLine, { orders: index === 0 ? 1 : 0, placed: line.amount }),
        );
      case 'OrderPartFulfilled':
      case 'OrderFulfilled':
        return event.data.fulfilled.map((part) => counted(event, part.productLine, { fulfilled: part.amount }));
      case 'OrderCancelled':
        return event.data.unfulfilled.map((part) => counted(event, part.productLine, { cancelled: part.amount }));
    }
  },
});

function counted(
  event: { readonly businessDate: Contribution['date']; readonly data: Counted },
  productLine: string,
  measures: Contribution<Dimension, Measure>['measures'],
): Contribution<Dimension, Measure> {
  const { customer, owner, unit, region, segment, currency } = event.data;
  return { date: event.businessDate, cell: { customer, owner, unit, region, segment, productLine, currency }, measures };
}
