import { type BusinessDate, isRefusal } from '@zongheng/kernel';
import { aggregateCommands, DateField, defineAggregate, IdField, KeyField, TextField } from '@zongheng/nest-kit';
import { quoteDecider } from '@zongheng/sales-domain';
import { OfferFields, offerOf } from './offer.ts';

export const quoteAggregate = defineAggregate({
  category: 'quote',
  decider: quoteDecider,
  orderingKey: (first) => first.data.customer,
  customerId: (state) => state.quote?.counted.customer,
});

export class IssueQuoteBody extends OfferFields {
  @KeyField({ description: 'Its number', example: 'Q-2026-0001' })
  readonly number!: string;

  @IdField({ optional: true, description: 'The opportunity it belongs to', example: 'opportunity-1' })
  readonly opportunity?: string;

  @DateField({ description: 'The last day on which it can be accepted', example: '2026-12-31' })
  readonly validUntil!: BusinessDate;
}

export class AcceptQuoteBody {
  @TextField(500, { optional: true, description: 'What was said' })
  readonly note?: string;
}

export class ExpireQuoteBody {}

export const quoteCommands = aggregateCommands(
  { aggregate: quoteAggregate, collection: 'quotes', title: { zh: '报价', en: 'Quotes' } },
  (command) => [
    command.creates('IssueQuote', IssueQuoteBody, {
      summary: { zh: '发出报价', en: 'Issue a quote' },
      async prepare(body, given) {
        const offer = await offerOf(body, given);
        if (isRefusal(offer)) return offer;
        return { ...offer, number: body.number, opportunity: body.opportunity ?? null, validUntil: body.validUntil };
      },
    }),
    command('AcceptQuote', AcceptQuoteBody, {
      verb: 'accept',
      summary: { zh: '接受报价', en: 'Accept a quote' },
      prepare: ({ note }) => ({ note: note ?? null }),
    }),
    command('ExpireQuote', ExpireQuoteBody, { verb: 'expire', summary: { zh: '报价过期', en: 'Let a quote run out' } }),
  ],
);
