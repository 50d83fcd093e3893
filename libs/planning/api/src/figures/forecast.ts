import { divideHalfEven, perMilleOf, type Tree } from '@zongheng/kernel';
import { numberOf } from '@zongheng/nest-kit';
import type { SubjectKind } from '@zongheng/planning-events';
import type { JournalReader } from '@zongheng/projection';
import { closedRows, type ForecastQuestion, isOpenCategory, type OpenCategory, openRows, targetRows } from './forecast-rows.ts';

/** Deals of one category; the weighted amount stands in thousandths until it is shown. */
interface Standing {
  count: bigint;
  amount: bigint;
  weighted: bigint;
}

/** What is planned, closed and open of one subject in one currency. */
export interface ForecastLine {
  target: bigint;
  closed: bigint;
  readonly open: Record<OpenCategory, Standing>;
  readonly overdue: { count: bigint; amount: bigint };
}

export interface ForecastGroup {
  readonly keys: readonly [kind: SubjectKind, subject: string, currency: string];
  readonly line: ForecastLine;
}

export interface ForecastReaders {
  readonly targets: JournalReader;
  readonly actuals: JournalReader;
  readonly openDeals: JournalReader;
}

/** The forecast of every subject that has a target, something closed or something open: units hold what is below them. */
export function forecastOf({ targets, actuals, openDeals }: ForecastReaders, asked: ForecastQuestion): ForecastGroup[] {
  const { upTo, asOf } = asked;
  const lines = new Lines(asked.trees.units);
  const bySubject = [{ dim: 'kind' }, { dim: 'subject' }, { dim: 'currency' }];
  for (const { keys, sums } of targets.sum({ ...targetRows(asked), upTo, groupBy: bySubject })) {
    const [kind, subject, currency] = keys;
    if (kind && subject && currency) lines.of(kind === 'person', subject, currency).target += sums['target'] ?? 0n;
  }
  const place = [{ dim: 'owner' }, { dim: 'unit' }, { dim: 'currency' }];
  for (const { keys, sums } of actuals.sum({ ...closedRows(asked), upTo, groupBy: place, measures: ['amount'] })) {
    for (const line of lines.over(keys)) line.closed += sums['amount'] ?? 0n;
  }
  const isOverdue = { dim: 'expectedClose', map: (day: string) => (day < asOf ? 'overdue' : 'due') };
  const groupBy = [...place, { dim: 'pipeline' }, { dim: 'stage' }, isOverdue];
  for (const rows of openRows(asked)) {
    for (const { keys, sums } of openDeals.sum({ ...rows, upTo, groupBy })) {
      const [count, amount] = [sums['count'] ?? 0n, sums['amount'] ?? 0n];
      const { forecast, probability } = asked.worths(keys[3] ?? null, keys[4] ?? null);
      if (!isOpenCategory(forecast)) continue;
      for (const { open, overdue } of lines.over(keys)) {
        open[forecast].count += count;
        open[forecast].amount += amount;
        open[forecast].weighted += amount * BigInt(probability);
        if (keys[5] !== 'overdue') continue;
        overdue.count += count;
        overdue.amount += amount;
      }
    }
  }
  const { kind, subject } = asked;
  return lines.groups.filter(({ keys: [of, id] }) => (kind === undefined || of === kind) && (subject === undefined || id === subject));
}

/** The lines of subjects by currency, made where something is told of them. */
class Lines {
  readonly #units: Tree<string, string>;
  readonly #groups = new Map<string, ForecastGroup>();

  constructor(units: Tree<string, string>) {
    this.#units = units;
  }

  get groups(): readonly ForecastGroup[] {
    return [...this.#groups.values()];
  }

  of(isPerson: boolean, subject: string, currency: string): ForecastLine {
    const key = `${isPerson}\n${subject}\n${currency}`;
    let group = this.#groups.get(key);
    if (!group) {
      const kind = isPerson ? 'person' : this.#kindOf(subject);
      this.#groups.set(key, (group = { keys: [kind, subject, currency], line: emptyLine() }));
    }
    return group.line;
  }

  /** Of everybody who answers for what an owner in a unit has: the owner, the unit, and all units above. */
  over([owner, unit, currency]: readonly (string | null)[]): readonly ForecastLine[] {
    if (!currency) return [];
    const units = unit ? this.#units.pathOf(unit) : [];
    return [...(owner ? [this.of(true, owner, currency)] : []), ...units.map((above) => this.of(false, above, currency))];
  }

  #kindOf(unit: string): SubjectKind {
    const kind = this.#units.kindOf(unit);
    return kind === 'company' || kind === 'department' ? kind : 'team';
  }
}

function emptyLine(): ForecastLine {
  const empty = (): Standing => ({ count: 0n, amount: 0n, weighted: 0n });
  return {
    target: 0n,
    closed: 0n,
    open: { commit: empty(), 'best-case': empty(), pipeline: empty() },
    overdue: { count: 0n, amount: 0n },
  };
}

/** A line as it is shown: what is weighted is rounded once, from the exact sum; there is no gap where there is no target. */
export function shownForecast({ target, closed, open, overdue }: ForecastLine) {
  const { commit, 'best-case': bestCase, pipeline } = open;
  const all: Standing = {
    count: commit.count + bestCase.count + pipeline.count,
    amount: commit.amount + bestCase.amount + pipeline.amount,
    weighted: commit.weighted + bestCase.weighted + pipeline.weighted,
  };
  const expected = closed + rounded(all.weighted);
  const gap = target - closed;
  return {
    target: numberOf(target),
    closed: numberOf(closed),
    commit: shownStanding(commit),
    'best-case': shownStanding(bestCase),
    pipeline: shownStanding(pipeline),
    open: shownStanding(all),
    overdue: { count: numberOf(overdue.count), amount: numberOf(overdue.amount) },
    expected: numberOf(expected),
    gap: target === 0n ? null : numberOf(gap),
    expectedGap: target === 0n ? null : numberOf(target - expected),
    coverage: target === 0n || gap <= 0n ? null : perMilleOf(all.amount, gap),
  };
}

function shownStanding({ count, amount, weighted }: Standing) {
  return { count: numberOf(count), amount: numberOf(amount), weighted: numberOf(rounded(weighted)) };
}

function rounded(thousandths: bigint): bigint {
  return divideHalfEven(thousandths, 1000n);
}
