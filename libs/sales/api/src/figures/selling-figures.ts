import { type Distribution, distributionOf, divideHalfEven, type Money, perMilleOf } from '@zongheng/kernel';
import { amountsOver, flow, moneyOf, numberOf, type Question } from '@zongheng/nest-kit';
import { gathered, type GatheredGroup, type JournalReader } from '@zongheng/projection';

/** The groups that were sold by or to, and the figures of each, made when they are asked for. */
export interface Selling<F> {
  readonly groups: readonly GatheredGroup[];
  of(group: GatheredGroup): F;
}

export interface CycleFigures {
  readonly won: number;
  readonly visits: number;
  readonly tasks: number;
  /** Days from opening to winning. */
  readonly cycle: Distribution;
  readonly amounts: readonly Money[];
  readonly cost: readonly Money[];
  /** Cost ÷ deals won, rounded once; none where nothing was won. */
  readonly costPerWin: readonly Money[];
}

/** What selling took in the period; what was won in it; what was lost; what was either. */
export const effortRows = flow();
export const wonRows = flow({ status: ['won'] });
export const lostRows = flow({ status: ['lost'] });
const closedRows = flow({ status: ['won', 'lost'] });

/** How long selling took and what it cost, over a period. */
export function cycleFigures(reader: JournalReader, question: Question): Selling<CycleFigures> {
  const { upTo, groupBy, groupings } = question;
  const by = groupBy.length;
  const choice = { ...effortRows(question), upTo };
  const sums = reader.sum({ ...choice, groupBy: [...groupings, { dim: 'currency' }] });
  const cycles = reader.sum({ ...choice, groupBy: [...groupings, { dim: 'cycleDays' }], measures: ['won'] });
  return {
    groups: gathered(by, sums, cycles),
    of({ rows: [summed = [], cycled = []] }) {
      const won = sums.sumOver(summed, 'won');
      const cost = amountsOver(sums, summed, by, 'cost');
      const days = new Map<number, number>();
      for (const row of cycled) {
        const key = cycles.key(row, by);
        if (key !== null) days.set(Number(key), cycles.number(row, 'won'));
      }
      return {
        won: numberOf(won),
        visits: numberOf(sums.sumOver(summed, 'visits')),
        tasks: numberOf(sums.sumOver(summed, 'tasks')),
        cycle: distributionOf(days),
        amounts: moneyOf(amountsOver(sums, summed, by, 'amount')),
        cost: moneyOf(cost),
        costPerWin: won > 0n ? moneyOf(new Map([...cost].map(([currency, minor]) => [currency, divideHalfEven(minor, won)]))) : [],
      };
    },
  };
}

export interface OutcomeFigures {
  readonly won: number;
  readonly lost: number;
  /** won ÷ (won + lost), in per mille; null where nothing closed. */
  readonly winRate: number | null;
  readonly wonAmounts: readonly Money[];
  readonly lostAmounts: readonly Money[];
}

/** What was won and lost in a period, by reason, competitor or anything else; what was reopened in it is taken back. */
export function outcomeFigures(reader: JournalReader, question: Question): Selling<OutcomeFigures> {
  const { upTo, groupBy, groupings } = question;
  const by = groupBy.length;
  const sums = reader.sum({
    ...closedRows(question),
    upTo,
    groupBy: [...groupings, { dim: 'status' }, { dim: 'currency' }],
    measures: ['count', 'amount'],
  });
  return {
    groups: gathered(by, sums),
    of({ rows: [rows = []] }) {
      const wins = rows.filter((row) => sums.key(row, by) === 'won');
      const losses = rows.filter((row) => sums.key(row, by) === 'lost');
      const [won, lost] = [sums.sumOver(wins, 'count'), sums.sumOver(losses, 'count')];
      return {
        won: numberOf(won),
        lost: numberOf(lost),
        winRate: perMilleOf(won, won + lost),
        wonAmounts: moneyOf(amountsOver(sums, wins, by + 1, 'amount')),
        lostAmounts: moneyOf(amountsOver(sums, losses, by + 1, 'amount')),
      };
    },
  };
}
