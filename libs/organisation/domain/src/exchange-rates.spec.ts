import { specification } from '@zongheng/kernel/testing';
import type { ExchangeRateFact } from '@zongheng/organisation-events';
import { day, on } from './commands.spec-data.ts';
import { exchangeRatesDecider, type SetExchangeRate } from './exchange-rates.ts';

const rates = specification(exchangeRatesDecider);
const setting = (date: string, rate: number, more: Partial<SetExchangeRate> = {}): SetExchangeRate => ({
  type: 'SetExchangeRate',
  ...on(date),
  from: 'USD',
  to: 'CNY',
  rate,
  source: null,
  ...more,
});
const set = (date: string, rate: number, before: number | null = null): ExchangeRateFact => ({
  type: 'ExchangeRateSet',
  businessDate: day(date),
  data: { from: 'USD', to: 'CNY', rate, before, source: null },
});

describe('an exchange rate', () => {
  it('is in force from its day on, until another is set', () => {
    rates.given().when(setting('2026-01-05', 710_000_000)).then(set('2026-01-05', 710_000_000));
    rates
      .given(set('2026-01-05', 710_000_000))
      .when(setting('2026-02-01', 720_000_000))
      .then(set('2026-02-01', 720_000_000, 710_000_000));
    rates.given().whenRepeated(setting('2026-01-05', 710_000_000)).thenNothing();
    rates.given(set('2026-01-05', 710_000_000)).when(setting('2026-02-01', 710_000_000)).thenNothing();
  });

  it('is of one direction: the other way round is another rate', () => {
    const back = setting('2026-01-01', 14_000_000, { from: 'CNY', to: 'USD' });
    rates
      .given(set('2026-01-05', 710_000_000))
      .when(back)
      .then({ ...set('2026-01-01', 14_000_000), data: { from: 'CNY', to: 'USD', rate: 14_000_000, before: null, source: null } });
  });

  it('never rewrites an old report: it is not set before the last one, nor for a day to come', () => {
    rates.given(set('2026-02-01', 710_000_000)).when(setting('2026-01-31', 720_000_000)).thenRefused('DATE.BEFORE_LAST');
    rates.given().when(setting('2026-07-01', 720_000_000)).thenRefused('DATE.IN_FUTURE');
  });

  it('is between two currencies that there are', () => {
    rates
      .given()
      .when(setting('2026-01-05', 1, { from: 'ABC' }))
      .thenRefused('ORGANISATION.RATE.CURRENCY_UNKNOWN');
    rates
      .given()
      .when(setting('2026-01-05', 1, { to: 'ABC' }))
      .thenRefused('ORGANISATION.RATE.CURRENCY_UNKNOWN');
    rates
      .given()
      .when(setting('2026-01-05', 1, { from: 'CNY' }))
      .thenRefused('ORGANISATION.RATE.SAME_CURRENCY');
  });
});
