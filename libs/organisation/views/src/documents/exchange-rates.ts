import { DateText, documentView, Id, Shape, type Static, Text, Type } from '@zongheng/kernel';
import type { RecordedExchangeRateEvent } from '@zongheng/organisation-events';

const Rate = Type.Integer({ minimum: 1 });

/** What one currency is reckoned for in another, rate after rate. */
export const ExchangeRateDocument = Shape({
  id: Id(),
  from: Type.String(),
  to: Type.String(),
  /** The rate in force, in hundred-millionths, and since when. */
  rate: Rate,
  since: DateText(),
  source: Type.Union([Text(), Type.Null()]),
  /** Every rate there was, the last one included. */
  rates: Type.Array(Shape({ since: DateText(), rate: Rate })),
  /** The revision of the one stream of rates that last touched it. */
  revision: Type.Integer(),
});
export type ExchangeRateDocument = Static<typeof ExchangeRateDocument>;

export const exchangeRateDocuments = documentView<ExchangeRateDocument, RecordedExchangeRateEvent>({
  name: 'exchange-rates',
  version: 1,
  meaning: { zh: '汇率', en: 'Exchange rates' },
  handles: ['ExchangeRateSet'],
  keysOf: ({ data: { from, to } }) => [`${from}-${to}`],
  evolve(known, { data, businessDate: since, revision }, id) {
    const { from, to, rate, source } = data;
    return { id, from, to, rate, since, source, rates: [...(known?.rates ?? []), { since, rate }], revision };
  },
  fields: { from: 'text', to: 'text', since: 'text' },
  indexes: [['from', 'to'], ['to', 'from'], ['since']],
  index: ({ from, to, since }) => ({ fields: { from, to, since } }),
});
