import { addDays, type BusinessDate } from '@zongheng/kernel';
import { periodEnd, type Period, periodStart, type RecordedPlanEvent } from '@zongheng/planning-events';
import { cellAt } from '@zongheng/sales-domain/testing';
import type { Cell, OpportunityFact, RecordedPipelineEvent, Stage } from '@zongheng/sales-events';
import type { ShownEvent } from '../../running/api.ts';

/** A subject in one currency, recomputed. Weighted amounts in thousandths of minor units. */
export interface Recomputed {
  target: number;
  closed: number;
  readonly commit: Standing;
  readonly 'best-case': Standing;
  readonly pipeline: Standing;
  readonly overdue: { count: number; amount: number };
}

interface Standing {
  count: number;
  amount: number;
  weighted: number;
}

/** The unit above each unit; null of a company. */
export type Parents = ReadonlyMap<string, string | null>;

/**
 * The forecast of a period on a date by its definition, from the events themselves: each deal in the cell that its own events put it into. No
 * journal has a part in it. By `<unit or person>/<currency>`.
 */
export function recomputed(
  log: readonly ShownEvent[],
  parents: Parents,
  period: Period,
  asOf: BusinessDate,
): ReadonlyMap<string, Recomputed> {
  const found = new Map<string, Recomputed>();
  const of = (subject: string, currency: string): Recomputed => {
    const key = `${subject}/${currency}`;
    const one = found.get(key) ?? emptyOne();
    found.set(key, one);
    return one;
  };
  const over = ({ owner, unit, currency }: Cell): readonly Recomputed[] => {
    const units: string[] = [];
    for (let above: string | null = unit; above !== null; above = parents.get(above) ?? null) units.push(above);
    return [owner, ...units].map((subject) => of(subject, currency));
  };
  const stages = stagesOn(log, asOf);
  const [first, last] = [periodStart(period), periodEnd(period)];
  for (const facts of dealsOf(log)) {
    const now = cellAt(facts, asOf);
    const atEnd = cellAt(facts, last < asOf ? last : asOf);
    const before = asOf < first ? null : cellAt(facts, addDays(first, -1));
    if (asOf >= first && atEnd?.status === 'won') for (const one of over(atEnd)) one.closed += amountOf(atEnd);
    if (before?.status === 'won') for (const one of over(before)) one.closed -= amountOf(before);
    if (now?.status !== 'open' || now.expectedClose === null || now.expectedClose < first || now.expectedClose > last) continue;
    const stage = stages.get(`${now.pipeline}/${now.stage}`);
    if (!stage || stage.forecast === 'omitted' || stage.forecast === 'closed') continue;
    for (const one of over(now)) {
      const standing = one[stage.forecast];
      standing.count += 1;
      standing.amount += amountOf(now);
      standing.weighted += amountOf(now) * stage.probability;
      if (now.expectedClose >= asOf) continue;
      one.overdue.count += 1;
      one.overdue.amount += amountOf(now);
    }
  }
  for (const [{ subject, currency }, amount] of targetsOn(log, period, asOf)) if (amount !== 0) of(subject, currency).target = amount;
  return new Map([...found].filter(([, one]) => JSON.stringify(one) !== JSON.stringify(emptyOne())));
}

function emptyOne(): Recomputed {
  const empty = (): Standing => ({ count: 0, amount: 0, weighted: 0 });
  return { target: 0, closed: 0, commit: empty(), 'best-case': empty(), pipeline: empty(), overdue: { count: 0, amount: 0 } };
}

function amountOf(cell: Cell): number {
  return cell.lines.reduce((sum, { amount }) => sum + amount, 0);
}

function dealsOf(log: readonly ShownEvent[]): readonly (readonly OpportunityFact[])[] {
  const deals = new Map<string, OpportunityFact[]>();
  for (const event of log) {
    if (!event.stream.startsWith('opportunity-')) continue;
    // An opportunity’s stream holds nothing else.
    deals.set(event.stream, [...(deals.get(event.stream) ?? []), event as unknown as OpportunityFact]);
  }
  return [...deals.values()];
}

/** The stages in force on a date, by `<pipeline>/<stage>`. */
function stagesOn(log: readonly ShownEvent[], asOf: BusinessDate): ReadonlyMap<string, Stage> {
  const stages = new Map<string, Stage>();
  for (const event of log) {
    if (!event.stream.startsWith('pipeline-')) continue;
    const fact = event as unknown as RecordedPipelineEvent;
    // The first version tells of what stood before it, too.
    if (fact.type === 'PipelineRevised' && fact.businessDate > asOf) continue;
    const states = fact.type === 'PipelineDefined' ? fact.data.stages : fact.data.to;
    for (const stage of states) stages.set(`${event.stream.slice('pipeline-'.length)}/${stage.stage}`, stage);
  }
  return stages;
}

/** The targets of a period for deals won of all product lines, as they stood on a date. */
function targetsOn(log: readonly ShownEvent[], period: Period, asOf: BusinessDate) {
  const targets = new Map<string, readonly [{ readonly subject: string; readonly currency: string }, number]>();
  for (const event of log) {
    if (!event.stream.startsWith('plan-') || event.businessDate > asOf) continue;
    const { type, data } = event as unknown as RecordedPlanEvent;
    if (type !== 'TargetSet' && type !== 'TargetRevised' && type !== 'TargetWithdrawn') continue;
    const { aim, of } = data;
    if (of.period !== period || aim.metric !== 'deals-won' || aim.productLine !== null || aim.currency === null) continue;
    const subject = of.subject.id;
    targets.set(`${subject}/${aim.currency}`, [{ subject, currency: aim.currency }, type === 'TargetWithdrawn' ? 0 : data.to]);
  }
  return [...targets.values()];
}
