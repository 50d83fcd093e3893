import { isRefusal } from '@zongheng/kernel';
import { aggregateCommands, CountField, defineAggregate, IdField, KeyField, ListField, TextField } from '@zongheng/nest-kit';
import { orderDecider } from '@zongheng/sales-domain';
import { OfferFields, offerOf } from './offer.ts';

export const orderAggregate = defineAggregate({
  category: 'order',
  decider: orderDecider,
  orderingKey: (first) => first.data.customer,
  customerId: (state) => state.order?.counted.customer,
});

export class PlaceOrderBody extends OfferFields {
  @KeyField({ description: 'Its number', example: 'O-2026-0001' })
  readonly number!: string;

  @IdField({ optional: true, description: 'The opportunity it comes from', example: 'opportunity-1' })
  readonly opportunity?: string;

  @IdField({ optional: true, description: 'The quote it accepts', example: 'quote-1' })
  readonly quote?: string;
}

class FulfilledPartFields {
  @KeyField({ description: 'The line', example: '1' })
  readonly line!: string;

  @CountField({ description: 'How many of it', example: 2 })
  readonly quantity!: number;
}

export class FulfilOrderBody {
  @ListField(() => FulfilledPartFields, { optional: true, min: 1, max: 200, description: 'What was fulfilled; left out, all that remains' })
  readonly parts?: readonly FulfilledPartFields[];

  @TextField(500, { optional: true, description: 'What else there is to say' })
  readonly note?: string;
}

export class CancelOrderBody {
  @TextField(500, { description: 'Why', example: '客户取消' })
  readonly reason!: string;
}

export const orderCommands = aggregateCommands(
  { aggregate: orderAggregate, collection: 'orders', title: { zh: '订单', en: 'Orders' } },
  (command) => [
    command.creates('PlaceOrder', PlaceOrderBody, {
      summary: { zh: '下订单', en: 'Place an order' },
      async prepare(body, given) {
        const offer = await offerOf(body, given);
        if (isRefusal(offer)) return offer;
        return { ...offer, number: body.number, opportunity: body.opportunity ?? null, quote: body.quote ?? null };
      },
    }),
    command('FulfilOrder', FulfilOrderBody, {
      verb: 'fulfil',
      summary: { zh: '履行订单', en: 'Fulfil an order, or a part of it' },
      prepare: ({ parts, note }) => ({ parts: parts ?? null, note: note ?? null }),
    }),
    command('CancelOrder', CancelOrderBody, { verb: 'cancel', summary: { zh: '取消订单', en: 'Cancel an order' } }),
  ],
);
