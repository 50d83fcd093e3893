import { DateText, documentView, Id, idOf, Key, KeyOf, type Labels, MoneyOf, Shape, type Static, Type } from '@zongheng/kernel';
import { countedOffer, PricedLine, quoteEvents, type RecordedQuoteEvent, sumOfParts } from '@zongheng/sales-events';

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
  ...countedOffer,
  lines: Type.Array(PricedLine),
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
          amount: { minor: sumOfParts(event.data.lines), currency: event.data.currency },
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
