import { aggregateCommands, CurrencyField, defineAggregate, IntegerField, TextField } from '@zongheng/nest-kit';
import { exchangeRatesDecider } from '@zongheng/organisation-domain';

export const exchangeRatesAggregate = defineAggregate({
  category: 'exchangeRates',
  decider: exchangeRatesDecider,
  orderingKey: (_first, id) => id,
  snapshot: {},
});

export class SetExchangeRateBody {
  @CurrencyField({ description: 'One of this currency …', example: 'USD' })
  readonly from!: string;

  @CurrencyField({ description: '… is reckoned for so much of this one', example: 'CNY' })
  readonly to!: string;

  @IntegerField(
    { min: 1, max: 1_000_000_000_000_000 },
    { description: 'In hundred-millionths: 711350000 for 7.1135, in whole units of both currencies', example: 711_350_000 },
  )
  readonly rate!: number;

  @TextField(200, { optional: true, description: 'Who published it', example: '中国外汇交易中心' })
  readonly source?: string;
}

export const exchangeRatesCommands = aggregateCommands(
  { aggregate: exchangeRatesAggregate, collection: 'exchange-rates', singleton: 'main', title: { zh: '汇率', en: 'Exchange rates' } },
  (command) => [
    command('SetExchangeRate', SetExchangeRateBody, {
      verb: 'set',
      summary: { zh: '设定汇率，自当日起生效', en: 'Set an exchange rate, in force from the day on' },
      prepare: ({ source, ...body }) => ({ ...body, source: source ?? null }),
    }),
  ],
);
