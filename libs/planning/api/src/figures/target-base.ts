import type { Money } from '@zongheng/kernel';
import { addTo, type Amounts, type Filters, moneyOf, numberOf } from '@zongheng/nest-kit';
import { type Aim, type Period, periodEnd, periodStart, type Subject } from '@zongheng/planning-events';
import type { JournalReader } from '@zongheng/projection';
import { type ActualsMoment, filtersOf } from './actuals.ts';

/** Signed agreements are the base of a target of these. */
const basedOn = new Set<string>(['expected-revenue', 'invoiced', 'collected']);

export function hasBase({ metric }: Aim): boolean {
  return basedOn.has(metric);
}

const expected: Filters = { metric: { keys: new Set(['expected-revenue']) } };

function inPeriod(period: Period): Filters {
  return { ...expected, countsOn: { from: periodStart(period), to: periodEnd(period) } };
}

/** What signed agreements promise a subject for a period, as seen on a date: of one product line, or of all. */
export function baseOf(
  reader: JournalReader,
  subject: Pick<Subject, 'kind' | 'id'>,
  period: Period,
  aim: Aim,
  moment: ActualsMoment,
): number {
  const filters: Filters = {
    ...inPeriod(period),
    ...filtersOf(subject, moment.units),
    currency: { keys: new Set([aim.currency]) },
    ...(aim.productLine === null ? {} : { productLine: { keys: new Set([aim.productLine]) } }),
  };
  return numberOf(reader.sum({ asOf: moment.asOf, upTo: moment.upTo, filters }).total('amount'));
}

/** A base of somebody: a company, department, team or person. */
export interface BaseRow {
  readonly kind: string;
  readonly subject: string;
  readonly amounts: readonly Money[];
}

/** The base of every person and every unit of the tree for a period, in one scan: units hold what is below them. */
export function bases(reader: JournalReader, period: Period, { asOf, upTo, units }: ActualsMoment, more: Filters = {}): BaseRow[] {
  const persons = new Map<string, Amounts>();
  const below = new Map<string, Amounts>();
  const sums = reader.sum({
    asOf,
    upTo,
    filters: { ...more, ...inPeriod(period) },
    groupBy: [{ dim: 'owner' }, { dim: 'unit' }, { dim: 'currency' }],
    measures: ['amount'],
  });
  for (const { keys, sums: figures } of sums) {
    const [owner, unit, currency = null] = keys;
    const amount = figures['amount'] ?? 0n;
    if (owner !== null && owner !== undefined) addTo(amountsOf(persons, owner), currency, amount);
    if (unit === null || unit === undefined) continue;
    for (const above of units.pathOf(unit)) addTo(amountsOf(below, above), currency, amount);
  }
  return [
    ...[...below].map(([unit, amounts]) => ({ kind: units.kindOf(unit) ?? 'team', subject: unit, amounts: moneyOf(amounts) })),
    ...[...persons].map(([owner, amounts]) => ({ kind: 'person', subject: owner, amounts: moneyOf(amounts) })),
  ].filter(({ amounts }) => amounts.length > 0);
}

function amountsOf(of: Map<string, Amounts>, key: string): Amounts {
  let amounts = of.get(key);
  if (!amounts) of.set(key, (amounts = new Map()));
  return amounts;
}
