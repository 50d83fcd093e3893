import type { BusinessDate, MomentFold } from '@zongheng/kernel';
import type { RecordedExchangeRateEvent } from '../exchange-rates.ts';

interface SetRate {
  readonly date: BusinessDate;
  readonly position: number;
  readonly from: string;
  readonly to: string;
  readonly rate: number;
}

/** Exchange rates as known at a moment. */
export interface KnownRates {
  /** The days from which on another rate is in force, whichever, in order. */
  readonly turns: readonly BusinessDate[];
  /** How many hundred-millionths of one currency are reckoned for one of another on a day; null where no rate is in force. */
  rateOn(from: string, to: string, day: BusinessDate): number | null;
}

/** Exchange rates, as of any day and as they were known at any position. */
export const exchangeRates: MomentFold<readonly SetRate[], RecordedExchangeRateEvent, KnownRates> = {
  handles: ['ExchangeRateSet'],
  initialState: () => [],
  evolve: (state, { businessDate: date, position, data: { from, to, rate } }) => [...state, { date, position, from, to, rate }],
  asOf(state, { upTo }) {
    const known = upTo === null ? state : state.filter(({ position }) => position <= upTo);
    const pairs = Map.groupBy(known, ({ from, to }) => `${from} ${to}`);
    return {
      turns: [...new Set(known.map(({ date }) => date))].toSorted(),
      rateOn: (from, to, day) => pairs.get(`${from} ${to}`)?.findLast(({ date }) => date <= day)?.rate ?? null,
    };
  },
};
