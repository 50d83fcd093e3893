import type { BusinessDate, Tree } from '@zongheng/kernel';
import type { Filters } from '@zongheng/nest-kit';
import { type Aim, type Period, periodEnd, periodStart, planIdOf, type Subject } from '@zongheng/planning-events';
import type { Grouping, JournalReader } from '@zongheng/projection';
import { Tally } from './tally.ts';

/** What actuals are read at: a date, a position of the log, and the tree of units of that moment. */
export interface ActualsMoment {
  readonly asOf: BusinessDate;
  readonly upTo: number;
  readonly units: Tree<string, string>;
}

/** By what an aim is told apart. */
const aimGroupings: readonly Grouping[] = [{ dim: 'metric' }, { dim: 'productLine' }, { dim: 'currency' }];

/** Whose actuals a subject answers for: a person's own, a unit's with all that is below it. */
export function filtersOf({ kind, id }: Pick<Subject, 'kind' | 'id'>, units: Tree<string, string>): Filters {
  return kind === 'person' ? { owner: { keys: new Set([id]) } } : { unit: { keys: new Set([id, ...units.descendantsOf(id)]) } };
}

/** What counts for a period up to a date; null where the period had not begun then. */
export function countingFor(period: Period, asOf: BusinessDate): Filters | null {
  const [first, last] = [periodStart(period), periodEnd(period)];
  if (asOf < first) return null;
  return { countsOn: { from: first, to: last < asOf ? last : asOf } };
}

/** What one subject brought for a period. */
export function actualsOf(reader: JournalReader, subject: Pick<Subject, 'kind' | 'id'>, period: Period, moment: ActualsMoment): Tally {
  const tally = new Tally();
  const counting = countingFor(period, moment.asOf);
  if (!counting) return tally;
  const filters = { ...filtersOf(subject, moment.units), ...counting };
  const rows = reader.sum({ asOf: moment.asOf, upTo: moment.upTo, filters, groupBy: aimGroupings });
  for (const { keys, sums } of rows) tally.add(aimOf(keys), sums['amount'] ?? 0n, sums['whole'] ?? 0n);
  return tally;
}

/** The metrics and people whose actuals are asked for; units are counted with all that is below them. */
export interface AskedOfAll {
  readonly metrics: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/** What the plans of a period ask for. */
export function askedBy(plans: readonly { readonly subject: Subject; readonly targets: readonly { readonly aim: Aim }[] }[]): AskedOfAll {
  return {
    metrics: new Set(plans.flatMap(({ targets }) => targets.map(({ aim }) => aim.metric))),
    people: new Set(plans.flatMap(({ subject }) => (subject.kind === 'person' ? [subject.id] : []))),
  };
}

/** What every subject brought for a period, by the ids of their plans: units in one scan, people in another. */
export function actualsOfAll(reader: JournalReader, period: Period, moment: ActualsMoment, asked: AskedOfAll): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  const counting = countingFor(period, moment.asOf);
  if (!counting || asked.metrics.size === 0) return tallies;
  const { asOf, upTo, units } = moment;
  const filters: Filters = { ...counting, metric: { keys: asked.metrics } };
  const paths = new Map<string, readonly Tally[]>();
  for (const { keys, sums } of reader.sum({ asOf, upTo, filters, groupBy: [...aimGroupings, { dim: 'unit' }] })) {
    const unit = keys[3];
    if (unit === null || unit === undefined) continue;
    let path = paths.get(unit);
    if (!path) {
      path = units.pathOf(unit).map((above) => tallyOf(tallies, planIdOf({ period, of: 'unit', subject: above })));
      paths.set(unit, path);
    }
    const aim = aimOf(keys);
    for (const tally of path) tally.add(aim, sums['amount'] ?? 0n, sums['whole'] ?? 0n);
  }
  if (asked.people.size === 0) return tallies;
  const ofPeople = { ...filters, owner: { keys: asked.people } };
  for (const { keys, sums } of reader.sum({ asOf, upTo, filters: ofPeople, groupBy: [...aimGroupings, { dim: 'owner' }] })) {
    const tally = tallyOf(tallies, planIdOf({ period, of: 'person', subject: keys[3] ?? '' }));
    tally.add(aimOf(keys), sums['amount'] ?? 0n, sums['whole'] ?? 0n);
  }
  return tallies;
}

function tallyOf(tallies: Map<string, Tally>, plan: string): Tally {
  let tally = tallies.get(plan);
  if (!tally) tallies.set(plan, (tally = new Tally()));
  return tally;
}

function aimOf([metric, productLine, currency]: readonly (string | null)[]): Aim {
  return { metric: metric ?? '', productLine: productLine ?? null, currency: currency ?? null };
}
