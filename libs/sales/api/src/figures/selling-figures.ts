import { type Distribution, distributionOf, divideHalfEven, type Money, perMilleOf } from '@zongheng/kernel';
import { addTo, type Amounts, flow, moneyOf, numberOf, type Question } from '@zongheng/nest-kit';
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
      const [amounts, cost]: [Amounts, Amounts] = [new Map(), new Map()];
      for (const row of summed) {
        addTo(amounts, sums.key(row, by), sums.sum(row, 'amount'));
        addTo(cost, sums.key(row, by), sums.sum(row, 'cost'));
      }
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
        amounts: moneyOf(amounts),
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
      let [won, lost] = [0n, 0n];
      const [wonAmounts, lostAmounts]: [Amounts, Amounts] = [new Map(), new Map()];
      for (const row of rows) {
        const isWon = sums.key(row, by) === 'won';
        if (isWon) won += sums.sum(row, 'count');
        else lost += sums.sum(row, 'count');
        addTo(isWon ? wonAmounts : lostAmounts, sums.key(row, by + 1), sums.sum(row, 'amount'));
      }
      return {
        won: numberOf(won),
        lost: numberOf(lost),
        winRate: perMilleOf(won, won + lost),
        wonAmounts: moneyOf(wonAmounts),
        lostAmounts: moneyOf(lostAmounts),
      };
    },
  };
}
