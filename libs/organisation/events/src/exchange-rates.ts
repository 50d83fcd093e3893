import { defineEvent, type FactOf, type RecordedOf, Shape, Text, Type } from '@zongheng/kernel';

/** All rates stand in one stream. */
export const exchangeRatesStream = 'exchangeRates-main';
/** A rate is an integer: so many hundred-millionths of the one currency for one of the other. */
export const rateUnit = 100_000_000;

/**
 * From its date on, until another one of the same two currencies is set, so much of one currency is reckoned for one of another, in whole
 * units of both (yuan for a dollar, not fen for a cent).
 */
export const ExchangeRateSet = defineEvent({
  type: 'ExchangeRateSet',
  version: 1,
  stream: 'exchangeRates',
  meaning: { zh: '设定汇率：自当日起生效', en: 'An exchange rate was set: it is in force from its date on' },
  data: Shape({
    from: Type.String({ pattern: '^[A-Z]{3}$' }),
    to: Type.String({ pattern: '^[A-Z]{3}$' }),
    rate: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000_000 }),
    /** The rate before; null where there was none. */
    before: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** Who published it. */
    source: Type.Union([Text(), Type.Null()]),
  }),
});

export type ExchangeRateFact = FactOf<typeof ExchangeRateSet>;
export type RecordedExchangeRateEvent = RecordedOf<typeof ExchangeRateSet>;
