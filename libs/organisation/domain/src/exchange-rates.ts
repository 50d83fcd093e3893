import {
  type BusinessDate,
  type Command,
  type Decider,
  firstRefusal,
  isCurrency,
  notBefore,
  notInFuture,
  type Refusal,
  refusing,
  type RefusalTable,
} from '@zongheng/kernel';
import type { ExchangeRateFact } from '@zongheng/organisation-events';

export const rateRefusals = {
  'ORGANISATION.RATE.CURRENCY_UNKNOWN': {
    kind: 'invalid',
    title: { zh: '币种不存在', en: 'Unknown currency' },
    remedy: 'give two codes of ISO 4217, such as USD and CNY',
  },
  'ORGANISATION.RATE.SAME_CURRENCY': {
    kind: 'invalid',
    title: { zh: '同一币种没有汇率', en: 'A currency has no rate against itself' },
    remedy: 'give two currencies that differ',
  },
} as const satisfies RefusalTable;

const refuse = refusing(rateRefusals);

/** Of each pair of currencies the rate in force, since when. */
export type ExchangeRatesState = Readonly<Record<string, { readonly rate: number; readonly since: BusinessDate }>>;

export interface SetExchangeRate extends Command<'SetExchangeRate'> {
  readonly from: string;
  readonly to: string;
  /** In hundred-millionths. */
  readonly rate: number;
  readonly source: string | null;
}

/** What one currency is reckoned for in another. A rate is set from its day on and never before the last one, so that no old report changes. */
export const exchangeRatesDecider: Decider<ExchangeRatesState, SetExchangeRate, ExchangeRateFact> = {
  initialState: () => ({}),
  evolve: (state, { businessDate: since, data: { from, to, rate } }) => ({ ...state, [pairOf(from, to)]: { rate, since } }),
  decide(state, command) {
    const { from, to, rate, source, on } = command;
    const known = state[pairOf(from, to)];
    if (known?.rate === rate) return [];
    const no = firstRefusal(
      noCurrency(from, '/from'),
      noCurrency(to, '/to'),
      from === to ? refuse('ORGANISATION.RATE.SAME_CURRENCY', `both are ${from}`, { field: '/to' }) : null,
      notInFuture(command),
      known ? notBefore(command, known.since) : null,
    );
    return no ?? [{ type: 'ExchangeRateSet', businessDate: on, data: { from, to, rate, before: known?.rate ?? null, source } }];
  },
};

function pairOf(from: string, to: string): string {
  return `${from} ${to}`;
}

function noCurrency(code: string, field: string): Refusal | null {
  return isCurrency(code) ? null : refuse('ORGANISATION.RATE.CURRENCY_UNKNOWN', `there is no currency ${code}`, { field });
}
