import { type BusinessDate, businessDate } from '@zongheng/kernel';
import type { Figures, Grouping, RowChoice } from '@zongheng/projection';
import fc from 'fast-check';
import { amountsInAll, amountsOver, moneyOf } from './amounts.ts';
import { reckonedIn } from './in-currency.ts';
import type { RatesOfMoment } from './rates.ts';

interface Row {
  readonly date: BusinessDate;
  readonly owner: string;
  readonly currency: string;
  readonly amount: number;
}

const row = (date: string, currency: string, amount: number, owner = 'li'): Row => ({ date: businessDate(date), owner, currency, amount });

/** A few rows summed one by one. */
function sumOf(rows: readonly Row[], { asOf, from, to }: RowChoice, groupBy: readonly Grouping[]): Figures {
  const end = asOf ?? to;
  const groups = new Map<string, { keys: (string | null)[]; amount: bigint }>();
  for (const each of rows) {
    if ((from !== undefined && each.date < from) || (end !== undefined && each.date > end)) continue;
    const keys = groupBy.map(({ dim, map }) => {
      const key = String(each[dim as keyof Row]);
      return map ? map(key) : key;
    });
    const group = groups.get(JSON.stringify(keys)) ?? { keys, amount: 0n };
    groups.set(JSON.stringify(keys), { ...group, amount: group.amount + BigInt(each.amount) });
  }
  const list = [...groups.values()];
  const keyOf = (group: number, by: number): string | null => list[group]?.keys[by] ?? null;
  // A key's number is that of the first group that has it.
  const numberOf = (group: number, by: number): number => list.findIndex(({ keys }) => keys[by] === keyOf(group, by));
  const figures: Pick<Figures, 'size' | 'key' | 'keyCount' | 'keyNumber' | 'keyOf' | 'codesOf' | 'sumOver'> = {
    size: list.length,
    key: keyOf,
    keyCount: () => list.length,
    keyNumber: numberOf,
    keyOf: (by, number) => keyOf(number, by),
    codesOf: () => null,
    sumOver: (some) => some.reduce((sum, group) => sum + (list[group]?.amount ?? 0n), 0n),
  };
  // No more than that is asked of figures here.
  return figures as Figures;
}

const history: Readonly<Record<string, readonly (readonly [date: string, rate: number])[]>> = {
  'USD CNY': [
    ['2026-01-01', 700_000_000],
    ['2026-02-01', 720_000_000],
  ],
  'JPY CNY': [['2026-01-15', 4_800_000]],
};
const rates: RatesOfMoment = {
  turns: ['2026-01-01', '2026-01-15', '2026-02-01'].map(businessDate),
  rateOn: (from, to, day) => history[`${from} ${to}`]?.findLast(([date]) => date <= day)?.[1] ?? null,
};

/** What rows come to in all, as it is shown. */
function asked(rows: readonly Row[], choice: RowChoice, into = 'CNY') {
  const reckoning = reckonedIn(into, rates);
  const figures = sumOf(rows, choice, [{ dim: 'owner' }, ...reckoning.groupedBy(choice)]);
  const all = Array.from({ length: figures.size }, (_, group) => group);
  const shown = moneyOf(amountsOver(figures, all, 1, 'amount', reckoning));
  // What is added up by currency and day, not group by group, is the same.
  expect(moneyOf(amountsInAll(figures, 1, 'amount', reckoning))).toEqual(shown);
  return shown;
}

const flow = { from: businessDate('2026-01-01'), to: businessDate('2026-12-31') };

describe('figures reckoned in a currency', () => {
  it('take what came and went by the rate of its own date', () => {
    const rows = [row('2026-01-31', 'USD', 100), row('2026-02-01', 'USD', 100), row('2026-02-01', 'CNY', 5)];
    expect(asked(rows, flow)).toEqual([{ minor: 700 + 720 + 5, currency: 'CNY' }]);
  });

  it('take what stands by the rate of the day on which it stands: what was paid in full leaves nothing', () => {
    const rows = [row('2026-01-31', 'USD', 100), row('2026-02-05', 'USD', -100), row('2026-01-05', 'USD', 50, 'wang')];
    expect(asked(rows, { asOf: businessDate('2026-01-31') })).toEqual([{ minor: 1050, currency: 'CNY' }]);
    expect(asked(rows, { asOf: businessDate('2026-02-28') })).toEqual([{ minor: 360, currency: 'CNY' }]);
  });

  it('know that a yen has no smaller unit', () => {
    expect(asked([row('2026-03-01', 'JPY', 1000)], flow)).toEqual([{ minor: 4_800, currency: 'CNY' }]);
  });

  it('leave in its own currency what no rate is in force for', () => {
    const rows = [row('2026-01-10', 'JPY', 1000), row('2026-01-10', 'EUR', 7), row('2026-01-10', 'USD', 1)];
    expect(asked(rows, flow)).toEqual([
      { minor: 7, currency: 'CNY' },
      { minor: 7, currency: 'EUR' },
      { minor: 1000, currency: 'JPY' },
    ]);
    expect(asked(rows, flow, 'EUR').map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'USD']);
  });

  it('are exact until they are shown, and rounded once: a total is no sum of rounded parts', () => {
    const days = fc.constantFrom('2026-01-03', '2026-01-20', '2026-02-10', '2026-03-01');
    const rows = fc.array(
      fc.tuple(days, fc.constantFrom('USD', 'CNY', 'JPY'), fc.integer({ min: -999, max: 999 }), fc.constantFrom('li', 'wang')),
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const list = drawn.map(([date, currency, amount, owner]) => row(date, currency, amount, owner));
        const known = list.filter(({ currency, date }) => currency === 'CNY' || rates.rateOn(currency, 'CNY', date) !== null);
        // In ten-thousandths of a fen, which all these rates come out even in.
        const exact = known.reduce((sum, { amount, currency, date }) => {
          const rate = currency === 'CNY' ? 100_000_000 : (rates.rateOn(currency, 'CNY', date) ?? 0);
          return sum + BigInt(amount) * BigInt(rate / 10_000) * (currency === 'JPY' ? 100n : 1n);
        }, 0n);
        const shown = asked(list, flow).find(({ currency }) => currency === 'CNY')?.minor ?? 0;
        const off = BigInt(shown) * 10_000n - exact;
        expect(off >= -5_000n && off <= 5_000n).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
