import type { BusinessDate } from '@zongheng/kernel';
import type { Figures, Grouping, RowChoice } from '@zongheng/projection';
import { CurrencyField } from '../fields/fields.ts';
import type { QueryContext } from '../queries/query-request.ts';
import { MonthsParams } from './period.ts';
import { Rates, type RatesOfMoment } from './rates.ts';
import { asTheyAre, convertedInto, convertedUnit, type Reckoning } from './reckoning.ts';

const inCurrency = {
  optional: true,
  description:
    'Reckon amounts in this currency: what came and went by the rate in force on its own date, what stands by that of the date asked. What has no rate stays in its own',
  example: 'CNY',
} as const;

/** What amounts are asked in. */
export class InCurrencyParams {
  @CurrencyField(inCurrency)
  readonly in?: string;
}

/** The months that figures are asked for, and what amounts are asked in. */
export class MonthsInCurrencyParams extends MonthsParams {
  @CurrencyField(inCurrency)
  readonly in?: string;
}

/** How amounts are added up for a query: reckoned in the currency asked for, or each in its own where none is. */
export async function reckoningOf({ in: into }: InCurrencyParams, upTo: number, given: Pick<QueryContext, 'get'>): Promise<Reckoning> {
  return into === undefined ? asTheyAre : reckonedIn(into, await given.get(Rates).at({ asOf: null, upTo }));
}

/** Adds up what sums of money are worth in a currency, exactly: its rate is an integer, so what is added up is, too. */
export function reckonedIn(into: string, rates: RatesOfMoment): Reckoning {
  return {
    groupedBy: (rows) => [{ dim: 'currency' }, rateDays(rows, rates)],
    keys: 2,
    amountOf(figures: Figures, groups, currencyAt, measure) {
      const first = groups[0] ?? 0;
      const currency = figures.key(first, currencyAt);
      const factor = factorOf(currency, into, figures.key(first, currencyAt + 1) as BusinessDate | null, rates);
      const sum = figures.sumOver(groups, measure);
      return factor === null ? [currency, sum] : [convertedInto(into), sum * factor];
    },
  };
}

/** Groups dates by the day since which their rates are in force: of a balance there is one, that of the day it stands on. */
function rateDays({ from, to, asOf }: RowChoice, { turns }: RatesOfMoment): Grouping {
  const end = asOf ?? to;
  const since = (day: string): string => turns.findLast((turn) => turn <= day) ?? '';
  return { dim: 'date', map: (day) => since(from === undefined && end !== undefined ? end : day) };
}

/** By how much an amount in minor units is multiplied; null where no rate is in force. */
function factorOf(from: string | null, into: string, day: BusinessDate | null, rates: RatesOfMoment): bigint | null {
  if (from === null) return null;
  if (from === into) return convertedUnit;
  const rate = day === null ? null : rates.rateOn(from, into, day);
  return rate === null ? null : BigInt(rate) * 10n ** BigInt(minorDigits(into) - minorDigits(from) + 4);
}

/** How many digits the minor unit of a currency has: none of the yen, two of the yuan, three of the dinar. */
function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
