import { type Distribution, distributionOf, divideHalfEven, type Money, perMilleOf } from '@zongheng/kernel';
import { addTo, alsoKeys, type Amounts, moneyOf, numberOf, type Period, type Question } from '@zongheng/nest-kit';
import type { JournalReader } from '@zongheng/projection';

export interface CycleGroup {
  readonly keys: readonly (string | null)[];
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

/** How long selling took and what it cost, over a period. */
export function cycleFigures(reader: JournalReader, question: Question, { from, to }: Period): CycleGroup[] {
  const { asOf, upTo, filters, groupBy, groupings } = question;
  const by = groupBy.length;
  const groups = new Map<
    string,
    {
      keys: readonly (string | null)[];
      won: bigint;
      visits: bigint;
      tasks: bigint;
      days: Map<number, number>;
      amounts: Amounts;
      cost: Amounts;
    }
  >();
  const sums = reader.sum({
    from,
    to: to < asOf ? to : asOf,
    upTo,
    filters,
    groupBy: [...groupings, { dim: 'currency' }, { dim: 'cycleDays' }],
  });
  for (const { keys, sums: figures } of sums) {
    const id = JSON.stringify(keys.slice(0, by));
    const group = groups.get(id) ?? {
      keys: keys.slice(0, by),
      won: 0n,
      visits: 0n,
      tasks: 0n,
      days: new Map(),
      amounts: new Map(),
      cost: new Map(),
    };
    groups.set(id, group);
    group.won += figures['won'] ?? 0n;
    group.visits += figures['visits'] ?? 0n;
    group.tasks += figures['tasks'] ?? 0n;
    addTo(group.amounts, keys[by] ?? null, figures['amount'] ?? 0n);
    addTo(group.cost, keys[by] ?? null, figures['cost'] ?? 0n);
    const days = keys[by + 1];
    if (days !== null && days !== undefined)
      group.days.set(Number(days), (group.days.get(Number(days)) ?? 0) + numberOf(figures['won'] ?? 0n));
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    won: numberOf(group.won),
    visits: numberOf(group.visits),
    tasks: numberOf(group.tasks),
    cycle: distributionOf(group.days),
    amounts: moneyOf(group.amounts),
    cost: moneyOf(group.cost),
    costPerWin:
      group.won > 0n ? moneyOf(new Map([...group.cost].map(([currency, minor]) => [currency, divideHalfEven(minor, group.won)]))) : [],
  }));
}

export interface OutcomeGroup {
  readonly keys: readonly (string | null)[];
  readonly won: number;
  readonly lost: number;
  /** won ÷ (won + lost), in per mille; null where nothing closed. */
  readonly winRate: number | null;
  readonly wonAmounts: readonly Money[];
  readonly lostAmounts: readonly Money[];
}

/** What was won and lost in a period, by reason, competitor or anything else; what was reopened in it is taken back. */
export function outcomeFigures(reader: JournalReader, question: Question, { from, to }: Period): OutcomeGroup[] {
  const { asOf, upTo, filters, groupBy, groupings } = question;
  const by = groupBy.length;
  const groups = new Map<
    string,
    { keys: readonly (string | null)[]; won: bigint; lost: bigint; wonAmounts: Amounts; lostAmounts: Amounts }
  >();
  const sums = reader.sum({
    from,
    to: to < asOf ? to : asOf,
    upTo,
    filters: alsoKeys(filters, 'status', ['won', 'lost']),
    groupBy: [...groupings, { dim: 'status' }, { dim: 'currency' }],
    measures: ['count', 'amount'],
  });
  for (const { keys, sums: figures } of sums) {
    const id = JSON.stringify(keys.slice(0, by));
    const group = groups.get(id) ?? { keys: keys.slice(0, by), won: 0n, lost: 0n, wonAmounts: new Map(), lostAmounts: new Map() };
    groups.set(id, group);
    const isWon = keys[by] === 'won';
    if (isWon) group.won += figures['count'] ?? 0n;
    else group.lost += figures['count'] ?? 0n;
    addTo(isWon ? group.wonAmounts : group.lostAmounts, keys[by + 1] ?? null, figures['amount'] ?? 0n);
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    won: numberOf(group.won),
    lost: numberOf(group.lost),
    winRate: perMilleOf(group.won, group.won + group.lost),
    wonAmounts: moneyOf(group.wonAmounts),
    lostAmounts: moneyOf(group.lostAmounts),
  }));
}
